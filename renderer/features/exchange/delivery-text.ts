/** Visible text of what happens to a package after it was made: its way, 交接单, 清单, handing over, writing it again. */
import type { PackagePurpose } from '#shared/ledger/entry.ts';

const count = (value: number) => value.toLocaleString('zh-CN');

export const stageText = {
  exported: '已导出',
  handedOver: '已交接',
  received: '已接收',
  claimed: (claimed: number, records: number) => `已认领 ${count(claimed)}/${count(records)}`,
  claimedNone: '已认领',
  notRegistered: '对方已经收到，但没有登记过交接',
  overdue: (records: number) => `逾期 ${count(records)} 条`,
  returned: (records: number) => `退回 ${count(records)} 条`,
  reportedMissing: '对方报告没有收到',
  resent: (times: number) => `重新发送 ${count(times)} 次`,
} as const;

export const savingText = {
  showInFolder: '打开所在文件夹',
  saved: (file: string) => `已保存 ${file}`,
  failedTitle: '没有保存',
} as const;

export const sheetText = {
  action: '打印交接单（PDF）',
  menu: '交接单（PDF）',
  fileName: (title: string, department: string) => `交接单 ${title} ${department}.pdf`,
} as const;

export const listText = {
  action: '保存清单（Excel）',
  menu: '清单（Excel）',
  title: '保存清单',
  hint: (records: number) => `把这个数据包中的 ${count(records)} 条审批信息列成 Excel 工作簿，供打印或者核对。`,
  identity: '公民身份证号码',
  masked: '部分隐藏（推荐）',
  maskedHint: '只保留前六位和后四位，例如 370811********1234。',
  full: '完整显示',
  fullConsequence: '清单不加密，任何拿到文件的人都能看到完整的证件号码。只在确有需要时使用，存放在受控介质上，用后及时删除。',
  fullTick: '我已了解后果',
  fullMissing: '请先勾选“我已了解后果”。',
  ok: '选择位置并保存',
  cancel: '不保存',
  fileName: (title: string) => `清单 ${title}.xlsx`,
} as const;

export const handoverText = {
  action: '登记已交接',
  title: '登记已交接',
  hint: '请在交接单双方签字以后登记。登记后记入台账，不能撤销。',
  package: '数据包',
  recipient: '接收部门',
  receivedBy: '接收人',
  receivedByPlaceholder: '在交接单上签字的人，例如：李联络员',
  receivedByMissing: '请填写接收人。',
  handedOn: '交接日期',
  handedOnMissing: '请选择交接日期。',
  note: '备注（可以不填）',
  notePlaceholder: '例如：U 盘编号、交接地点',
  failedTitle: '没有登记',
  ok: '登记已交接',
  cancel: '暂不登记',
  done: '已登记交接。',
} as const;

export const resendText = {
  action: '重新发送（同一文件）',
  title: '重新发送',
  hint: '把原来的数据包原样再写一份：编号、内容和校验值都不变。对方重复导入也不会出错。',
  write: '写入',
  progressTitle: '正在重新写入数据包',
  doneTitle: '数据包已重新写入，并已读回核对',
  failedTitle: '数据包没有写入',
  next: (recipient: string) => [`把文件交给${recipient}，请对方导入。对方导入并发来回执后，缺包提示会自动消除。`],
} as const;

export const detailText = {
  action: '详情',
  title: '数据包详情',
  more: '更多操作',
  facts: {
    title: '名称',
    purpose: '种类',
    direction: { out: '接收部门', in: '发送部门' },
    sequence: '编号',
    at: { out: '导出时间', in: '导入时间' },
    content: '内容',
    state: '进度',
    sealed: '封装',
    file: '文件',
    packageId: '数据包标识',
    digests: '校验值',
    handover: '交接',
    resent: '重新发送',
    others: '同时发给',
  },
  content: (records: number, attachments: number) =>
    attachments > 0 ? `${count(records)} 条，证明材料 ${count(attachments)} 个文件` : `${count(records)} 条`,
  answered: (claimed: number, returned: number, overdue: number) =>
    `已认领 ${count(claimed)} 条，已退回 ${count(returned)} 条${overdue > 0 ? `，逾期 ${count(overdue)} 条` : ''}`,
  notHandedOver: '还没有登记交接',
  never: '没有',
  times: (times: number) => `${count(times)} 次`,
} as const;

export const outputText = {
  cancel: '取消',
  close: '完成',
  done: {
    file: '文件',
    to: '接收部门',
    readBack: {
      medium: '写入后已从介质上重新读出，与生成的内容逐字节一致',
      cache: '写入后已重新读出核对一致（这个位置只能经系统缓存读取，请弹出后再插入，确认文件能打开）',
      unknown: '写入后已重新读出核对一致',
    },
    digests: '校验值',
    nextTitle: '接下来',
    sheet: '打印交接单，交接时双方签字',
    list: '保存清单，供核对（可选）',
    handOver: '当面交给对方，签字后登记',
    folder: '核对文件，安全弹出 U 盘',
    for: (department: string) => `（${department}）`,
    finished: '已完成',
  },
} as const;

export const directoryExportText = {
  menu: '分发部门名片（名录包）',
  menuHint: '把本部门核对过的各部门密钥一次发给其他部门',
  title: '分发部门名片（名录包）',
  hint: '审批部门把核对过的各部门名片和密钥指纹汇总，发给其他部门（办法第十九条、第二十七条）。对方把本部门设为“协调部门”以后，导入一次就能与名录中的部门互发加密数据包，不必逐个核对。',
  notApproval: '名录包一般由审批部门分发。本部门不是审批部门，对方通常不会采用，请确认确有需要。',
  recipients: '发给哪些部门',
  recipientsPlaceholder: '选择接收部门，可以选多个',
  recipientsMissing: '请选择接收部门。',
  departments: '包含哪些部门的名片',
  departmentsHint: '只列出密钥已经核对过的部门。',
  departmentsMissing: '请至少选择一个部门。',
  none: '名录中还没有核对过密钥的部门。请先在“部门名录”中导入部门名片并核对指纹。',
  ok: '导出名录包',
  progressTitle: '正在生成名录包',
  doneTitle: '名录包已生成，并已读回核对',
  failedTitle: '名录包没有生成',
  next: () => ['把文件交给接收部门。对方要先在“部门名录”中核对本部门的密钥，并把本部门设为“协调部门”，才能导入名录包。'],
} as const;

export const syncExportText = {
  menu: '同步到本部门其他电脑',
  menuHint: '把本机台账中的内容带到本部门的另一台电脑',
  title: '同步到本部门其他电脑',
  hint: '把本机台账的内容写成同步包，到本部门另一台电脑上导入，两台电脑的台账就一致了。两台电脑要互相同步：各导出一次，各导入一次。',
  noComputer: '还没有可以同步的电脑',
  noComputerWay: '请先在另一台电脑的“部门名录”中保存部门名片，拿到本机导入并核对指纹；在另一台电脑上也要导入本机的名片。',
  computers: '可以打开的电脑',
  those: '上面列出的电脑',
  computer: (name: string, short: string) => `${name || '未命名的电脑'}（指纹 ${short}…）`,
  ok: '导出同步包',
  progressTitle: '正在生成同步包',
  doneTitle: '同步包已生成，并已读回核对',
  failedTitle: '同步包没有生成',
  more: '内容较多，一个同步包没有装完',
  moreHint: '请先在另一台电脑上导入这一个，再从本机导出一个同步包，直到不再出现这个提示。',
  next: () => ['在本部门另一台电脑上点击“导入数据包”，导入这个文件。', '再从那台电脑导出同步包，拿到本机导入。'],
} as const;

export const purposeTitle: Readonly<Record<PackagePurpose, string>> = {
  approvals: '审批信息包',
  supervision: '监管信息包',
  letters: '公函包',
  meetings: '会议包',
  receipt: '回执包',
  directory: '名录包',
  sync: '同步包',
};
