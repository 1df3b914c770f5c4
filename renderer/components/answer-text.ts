/** Visible text of 认领 and 退回. */
import type { RecordKind } from '#shared/workstation/api.ts';

function count(value: number): string {
  return value.toLocaleString('zh-CN');
}

export const answerText = {
  claimDialog: {
    title: (selected: number) => `认领 ${count(selected)} 条信息`,
    consequence: {
      approval: '认领表示本部门对这些事项承担事中事后监管职责（办法第十一条）。认领记入台账后不能撤销。',
      supervision: '认领表示本部门已经收到这些监管信息，将审核是否影响审批决定（办法第二十一条（二）、（三））。认领记入台账后不能撤销。',
      both: '认领审批信息表示承担监管职责（办法第十一条），认领监管信息表示将审核是否影响审批决定（办法第二十一条）。认领记入台账后不能撤销。',
    } satisfies Consequences,
    note: '备注（可以不填，会随回执告知对方）',
    notePlaceholder: '例如：由综合执法二中队负责日常监管',
    ok: (selected: number) => `认领 ${count(selected)} 条`,
    cancel: '暂不认领',
    done: (claimed: number) => `已认领 ${count(claimed)} 条，请生成回执包告知对方。`,
    none: '所选信息都已经认领过，没有新的认领。',
    more: (rest: number) => `等共 ${count(rest)} 条`,
  },
  returnDialog: {
    title: (selected: number) => `退回 ${count(selected)} 条信息`,
    consequence: {
      approval: '退回表示本部门认为这些事项不属于本部门监管职责。退回原因会随回执告知对方，记入台账后不能撤销。',
      supervision: '退回表示本部门认为这些监管信息与本部门的审批决定无关，或者内容有误。退回原因会随回执告知对方，记入台账后不能撤销。',
      both: '退回表示本部门认为这些信息不应由本部门处理。退回原因会随回执告知对方，记入台账后不能撤销。',
    } satisfies Consequences,
    reason: '退回原因（必填）',
    reasonPlaceholder: '请写明退回的原因，以及应当推送给哪个部门',
    reasonMissing: '请填写退回原因，对方要据此重新推送。',
    suggestions: '常用原因，点击填入：',
    /** supervision information */
    supervisionReasons: [
      '涉及的审批决定不是本部门作出',
      '没有列明涉及的审批决定，请补充',
      '重复推送，此前已经认领',
      '主要信息有误，请更正后重新推送',
    ],
    reasons: [
      '不属于本部门监管职责范围',
      '经营地址不在本部门管辖区域',
      '重复推送，此前已经认领',
      '主要信息有误，请更正后重新推送',
      '应当由其他监管部门认领：',
    ],
    ok: (selected: number) => `退回 ${count(selected)} 条`,
    cancel: '暂不退回',
    done: (returned: number) => `已退回 ${count(returned)} 条，请生成回执包告知对方。`,
    none: '所选信息都已经退回过，没有新的退回。',
  },
} as const;

type Consequences = Readonly<Record<RecordKind | 'both', string>>;
