/** All visible text of 待核对的冲突. */
import type { ConflictRow } from '#shared/workstation/api.ts';

const count = (value: number) => value.toLocaleString('zh-CN');

export const conflictText = {
  title: '待核对的冲突',
  subtitle: '同一部门的两台电脑各自更正或者答复了同一条审批信息，互相同步后发现说法不一致。核对以前，各台电脑暂时显示其中同一版。',
  total: (total: number) => `共 ${count(total)} 项`,
  failed: '没有读到待核对的冲突',
  readOnly: '台账处于只读状态，不能核对冲突。请先按页面上方的提示修复台账。',
  empty: { title: '没有待核对的冲突', hint: '本部门多台电脑同步以后，如果对同一条审批信息说法不一致，会列在这里。', back: '返回数据包' },
  columns: { title: '审批信息', kind: '不一致的内容', owner: '由谁核对', actions: '操作' },
  kind: { revision: '更正内容', answer: '认领或者退回' } satisfies Record<ConflictRow['kind'], string>,
  mine: '本部门',
  compare: '核对',
  look: '查看',
  drawer: {
    title: { revision: '核对更正内容', answer: '核对认领或者退回' } satisfies Record<ConflictRow['kind'], string>,
    choose: '逐项比对下面几版，选择与原件或者实际情况一致的一版。没有采用的版本仍保留在办理过程中。',
    foreign: (owner: string) =>
      `这是${owner}两台电脑之间的不一致，只有该部门能够核对。请电话告知对方核对后重新推送；收到对方的数据包后，这里会自动消除。`,
    field: '项目',
    version: (index: number) => `第 ${['一', '二', '三', '四', '五', '六', '七', '八', '九'][index] ?? index + 1} 种说法`,
    onlyDiffering: '只看不一致的项目',
    differs: '不一致',
    blank: '（空）',
    why: (reason: string) => `原因：${reason}`,
    sides: '采用哪一版',
    notChosen: '请先选择采用哪一版。',
    reason: '采用的理由（必填）',
    reasonPlaceholder: '例如：已调阅许可决定书原件，日期以原件为准',
    reasonMissing: '请写明理由，这一句会记入台账。',
    consequence: '采用后，其他版本不再显示在列表和数据包中；之后导出的数据包会把结果告诉本部门其他电脑和接收部门。',
    failedTitle: '没有核对完成',
    ok: '采用这一版',
    cancel: '暂不核对',
    close: '关闭',
    done: '已采用所选的一版，并记入台账。',
  },
} as const;
