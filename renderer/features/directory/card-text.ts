/** Visible text of 导入部门名片. */
import type { CardPlan } from './card-plan.ts';

interface RelationWords {
  readonly title: string;
  readonly hint: string;
}

export const cardRelationText: Readonly<Record<CardPlan['words'], RelationWords>> = {
  newDepartment: {
    title: '名录里还没有这个部门的密钥',
    hint: '名片的签名有效，但签名只能证明名片没有被改动，不能证明它来自这个部门。请与盖章的密钥确认单逐组核对指纹。',
  },
  newKey: {
    title: '这不是此前核对过的密钥，必须重新核对',
    hint: '新密钥没有旧密钥的签名。可能是对方增加或者更换了计算机，也可能有人冒充对方。请拿到新的盖章确认单，或者当面核对，不要仅凭电话或者邮件。',
  },
  unconfirmedKey: {
    title: '这把密钥还没有核对过',
    hint: '名录里没有这个部门可用的已核对密钥：这把密钥只登记过，或者原来的密钥已经吊销。请与盖章的密钥确认单逐组核对。',
  },
  rotation: {
    title: '对方更换了密钥，新密钥由原来核对过的密钥签名',
    hint: '已经验证是同一部门换的密钥，不用再核对指纹。采用后，更换时间以后用旧密钥签名的数据包不再接受。',
  },
  known: { title: '这张名片的密钥名录里已经有了', hint: '没有新的密钥需要核对。' },
  revoked: {
    title: '这把密钥已经吊销，不能再采用',
    hint: '吊销不能撤回。请对方生成新的密钥，提供新的部门名片和盖章的密钥确认单。',
  },
  own: { title: '这是本机自己的名片', hint: '不需要导入。请把它和盖章的密钥确认单交给往来部门。' },
  ownOther: {
    title: '这是本部门另一台计算机的名片',
    hint: '请在那台计算机上打开“部门名录”，与屏幕上的指纹逐组核对。确认后，两台计算机可以互相同步。',
  },
};

export const cardText = {
  title: '导入部门名片',
  opening: '正在核对名片的签名',
  oneOnly: '一次只能打开一张部门名片，已打开其中第一个文件。',
  failedTitle: '部门名片不能导入',
  acceptFailed: '没有写入名录',
  nothingWritten: '没有写入任何内容。',
  facts: {
    department: '部门',
    workstation: '计算机',
    createdAt: (at: string) => `名片生成于 ${at}`,
    telephone: '联系电话',
    address: '地址',
  },
  fingerprint: '名片上的密钥指纹',
  changes: { title: '与名录不同，导入后更新', field: '项目', before: '名录', after: '名片', blank: '空' },
  confirmedKeys: (count: number) => `此前已核对的密钥 ${count} 把`,
  revokes: {
    title: '名片声明作废的密钥',
    consequence: '声明由被作废的密钥自己签名。导入后这些密钥立即吊销，不能恢复；用它们签名的数据包不能再导入。',
    unknown: '本机没有登记过',
    reason: '原因',
  },
  picture: {
    caption: '与这样的密钥确认单核对',
    title: '密钥确认单',
    fingerprint: '核对这里',
    seal: '公章',
    note: '确认单应当盖章并当面或者专人送达。与名片放在同一个 U 盘里的扫描件不能用来核对。',
  },
  confirm: '核对并确认',
  later: '先登记，以后再核对',
  acceptRotation: '采用新密钥',
  update: '更新名录',
  close: '关闭',
  cancel: '取消',
  other: '选择其他文件',
  showDepartment: '查看部门详情',
  done: {
    confirmed: { title: '部门和密钥已登记并确认', hint: '以后导入对方的数据包不用再核对，发给对方的数据包自动加密。' },
    later: {
      title: '部门和密钥已登记，尚未核对',
      hint: '核对以前，不能导入对方的数据包，也不能加密发给对方。请尽快在部门详情里“核对并确认”。',
    },
    accepted: { title: '已采用新密钥', hint: '以后的数据包用新密钥核对和加密。' },
    updated: { title: '名录已更新', hint: '' },
  },
} as const;
