/** All visible text of 待认领, 数据包 and the dialogs in which packages are made and taken in. */
import type { PackagePurpose } from '#shared/ledger/entry.ts';
import type { ApprovalStatus, RecordKind } from '#shared/workstation/api.ts';

const count = (value: number) => value.toLocaleString('zh-CN');

export const statusText: Readonly<Record<ApprovalStatus, string>> = {
  notPushed: '未推送',
  pushed: '已推送',
  handedOver: '已交接',
  received: '对方已接收',
  claimed: '已认领',
  returned: '已退回',
  toClaim: '待认领',
};

export const purposeText: Readonly<Record<PackagePurpose, string>> = {
  approvals: '审批信息',
  supervision: '监管信息',
  letters: '公函',
  meetings: '会议',
  receipt: '回执',
  directory: '名录',
  sync: '同步',
};

export const kindText: Readonly<Record<RecordKind, string>> = { approval: '审批信息', supervision: '监管信息' };

export const inboxText = {
  title: '待认领',
  subtitle: '其他部门推送给本部门的审批信息和监管信息。收到后应当于 3 个工作日内完成认领（办法第二十条（一）、第二十一条（二））。',
  importPackage: '导入数据包',
  filters: { toClaim: '待认领', claimed: '已认领', returned: '已退回', all: '全部' },
  overdueOnly: '只看已逾期',
  searchPlaceholder: '事项、相对人、文号，或者拼音首字母',
  total: (shown: number) => `共 ${count(shown)} 条`,
  selected: (selected: number) => `已选 ${count(selected)} 条`,
  search: '查找待认领的信息',
  failed: '没有读到待认领的信息',
  readOnly: '台账处于只读状态，不能认领、退回或者导入。请先按页面上方的提示修复台账。',
  clearSelection: '取消选择',
  claim: '认领',
  claimCount: (selected: number) => (selected > 0 ? `认领 ${count(selected)} 条` : '认领'),
  return: '退回',
  returnCount: (selected: number) => (selected > 0 ? `退回 ${count(selected)} 条` : '退回'),
  selectFirst: '请先在列表中勾选要认领或者退回的信息。',
  columns: {
    kind: '信息',
    dueOn: '认领期限',
    matter: '事项或者类别',
    counterpartName: '行政相对人',
    decisionNumber: '文书编号',
    contact: '联系方式',
    address: '地址',
    decidedOn: '决定日期',
    validity: '有效期',
    senderName: '推送部门',
    status: '状态',
    content: '审批内容',
  },
  today: '今天到期',
  left: (days: number) => `剩 ${days} 个工作日`,
  over: (days: number) => `逾期 ${days} 个工作日`,
  estimated: '推算',
  estimatedHelp: '当年放假通知尚未发布，期限暂按周末推算，通知发布后会重新计算。',
  empty: {
    toClaim: { title: '没有待认领的审批信息', hint: '收到对方交来的数据包后，在这里导入，需要认领的审批信息就会列出来。' },
    filtered: { title: '没有符合条件的审批信息', hint: '换一个状态，或者清除查找内容后再看。', action: '清除条件' },
    nothing: { title: '还没有收到过审批信息', hint: '请向审批部门索取数据包（.sgx 文件），然后点击“导入数据包”。' },
  },
} as const;

export const receiptText = {
  bar: (senders: number) => `有 ${count(senders)} 个部门在等本部门的回执，对方收到回执包才知道结果`,
  answered: (packages: number, claimed: number, returned: number, waiting: number) =>
    `${count(packages)} 个数据包：已认领 ${count(claimed)} 条，已退回 ${count(returned)} 条，待认领 ${count(waiting)} 条`,
  received: (packages: number, waiting: number) =>
    `${count(packages)} 个数据包已接收，${count(waiting)} 条待认领；可以认领后一并回执，也可以先回执“已接收”`,
  create: '生成回执包',
  export: '导出回执包',
  progressTitle: '正在生成回执包',
  doneTitle: '回执包已生成，并已读回核对',
  failedTitle: '回执包没有生成',
} as const;

export const packagesText = {
  title: '数据包',
  subtitle: '用 U 盘、光盘或者内网文件夹与其他部门交接审批信息和回执。',
  create: '生成数据包',
  import: '导入数据包',
  out: (total: number) => `发出（${count(total)}）`,
  in: (total: number) => `收到（${count(total)}）`,
  columns: {
    title: '名称',
    recipient: '接收部门',
    sender: '发送部门',
    exportedAt: '导出时间',
    importedAt: '导入时间',
    records: '条数',
    state: '状态',
    progress: '进度',
    file: '文件',
    actions: '操作',
  },
  /** `series`: which computer of the sender counted; empty when it has only one */
  sequence: (sequence: number, series: string) => (series ? `第 ${sequence} 包（电脑 ${series}）` : `第 ${sequence} 包`),
  readOnly: '台账处于只读状态，不能生成或者导入数据包。请先按页面上方的提示修复台账。',
  copyDigest: '复制完整校验值',
  copied: '已复制',
  showRecords: '去认领',
  more: '更多',
  filter: { department: '全部部门', search: '名称、文件名、校验值', none: '没有符合条件的数据包', clear: '清除条件' },
  empty: {
    out: { title: '还没有发出过数据包', hint: '先在“审批信息”中勾选要推送的记录，或者直接点击“生成数据包”选择全部未推送的记录。' },
    in: { title: '还没有收到过数据包', hint: '把对方交来的 U 盘或者光盘插入计算机，点击“导入数据包”选择 .sgx 文件。' },
  },
} as const;

export const createText = {
  title: '生成数据包',
  steps: { choose: '选择内容和接收部门', confirm: '封装并导出', done: '交给对方' },
  next: '下一步',
  back: '上一步',
  cancel: '取消',
  close: '完成',
  failedTitle: '数据包没有生成',
  records: {
    label: '把哪些审批信息放进数据包',
    selection: (selected: number, kind: string) => `在“${kind}”中勾选的 ${count(selected)} 条`,
    selectionHint: '可以包括已经推送过的记录，对方会看到更正后的内容。',
    notPushed: (total: number, kind: string) => `全部未推送的${kind} ${count(total)} 条`,
    notPushedHint: '本部门录入或者导入后，还没有放进任何数据包的记录。',
    supervisionHint: '责令停产停业、吊销许可证件应当在作出决定后 7 个工作日内推送（办法第二十一条（二））。',
    returned: (total: number, kind: string) => `被退回的${kind} ${count(total)} 条`,
    returnedHint: '更正后重新推送，或者改推给其他部门。',
    noneTitle: '没有可以推送的审批信息',
    none: '请先导入表格或者逐条录入。已推送过的，可以在“审批信息”中勾选。',
    goImport: '导入表格',
    goList: '到“审批信息”中挑选',
    limit: (limit: number) => `一个数据包最多装 ${count(limit)} 条，其余的请再生成一个数据包。`,
  },
  recipient: {
    label: '交给哪些部门',
    several: '选择多个部门时只生成一个文件，每个部门都能打开；请分别交接、分别登记。',
    unconfirmed: '密钥未核对',
    placeholder: '输入部门名称查找，可以选多个',
    required: '请选择接收部门。',
    add: '新增部门',
    none: '部门名录里还没有其他部门，请先新增接收部门。',
    title: '数据包名称',
    titleHint: '写在数据包里，对方导入前会看到。',
    titleRequired: '请填写数据包名称。',
    suggestion: (kind: string, today: string) => `${kind}推送（${today}）`,
  },
  confirm: {
    records: '审批信息',
    recordsValue: (records: number) => `${count(records)} 条`,
    recipient: '接收部门',
    title: '数据包名称',
    insideValue: '含证件号码、联系方式、地址、更正记录和证明材料，附本部门数字签名',
    more: (more: number) => `还有 ${count(more)} 条`,
    export: '导出数据包',
  },
  progress: {
    title: '正在生成数据包',
    cancel: '取消生成',
    cancelled: '已取消，没有留下任何文件。',
  },
  done: {
    title: '数据包已生成，并已读回核对',
    showInFolder: '打开所在文件夹',
    next: [
      '如果是第一次往来，请互相导入部门名片、核对密钥指纹（在“部门名录”中）。',
      '对方应当于 3 个工作日内认领。收到对方的回执包后，在“数据包”中导入，进度会自动更新。',
    ],
    receiptNext: ['对方导入后，就能看到本部门认领和退回的结果。'],
  },
} as const;

export const newDepartmentText = {
  title: '新增部门',
  taken: '部门名录里已经有这个代码的部门，请直接选用。',
  ok: '保存并选用',
  cancel: '取消',
  demo: '演示数据中只能登记演示部门，新增的部门会标明“演示”。',
} as const;

export const importText = {
  title: '导入数据包',
  dropHint: '松开鼠标，打开这个数据包',
  dropTip: '也可以把数据包文件直接拖到本页。',
  oneOnly: '一次只能打开一个数据包，已打开其中第一个文件。',
  progressNote: '正在核对签名和每个文件的校验值，原文件不会改动。',
  progress: '正在核对数据包',
  importing: '正在导入',
  cancelImport: '取消导入',
  cancel: '取消',
  cancelled: '已取消，没有写入任何内容。',
  close: '关闭',
  missing: (packages: string) => `此前的${packages}还没有收到`,
  missingHint: '不影响导入这一个。请提醒对方补发；本部门的下一个回执包会告知对方缺哪些。',
  sync: { title: '来自本部门另一台电脑', hint: '导入后，两台电脑的台账内容合并；对同一件事说法不一致的，会列出来由您核对，不会自动覆盖。' },
  other: '选择其他文件',
  doImport: '导入这个数据包',
  confirmAndImport: '确认指纹并导入',
  fileDigest: '文件 SHA-256',
  facts: {
    sender: '发送部门',
    sequence: '编号',
    title: '名称',
    createdAt: '生成时间',
    content: '内容',
  },
  recordsValue: {
    approvals: (records: number) => `审批信息 ${count(records)} 条`,
    supervision: (records: number) => `监管信息 ${count(records)} 条`,
    letters: (records: number) => `公函 ${count(records)} 份`,
    meetings: () => '会议、联络员和督办事项',
    receipt: (records: number) => (records > 0 ? `已接收，并答复 ${count(records)} 条` : '已接收，还没有认领或者退回'),
    directory: (cards: number) => `部门名片 ${count(cards)} 张`,
    sync: (records: number) => `本部门另一台电脑的台账内容，涉及审批信息 ${count(records)} 条`,
  },
  attachmentsValue: (attachments: number) => `证明材料 ${count(attachments)} 个文件`,
  entriesValue: (fresh: number, known: number) =>
    known === 0 ? '都是本机没有的新内容' : `台账条目新增 ${count(fresh)} 条，已有 ${count(known)} 条`,
  demo: '演示数据',
  verified: '签名有效，内容完整，没有改动。',
  preview: '里面有什么',
  previewMore: (shown: number, total: number) => `只列出前 ${count(shown)} 条，共 ${count(total)} 条。`,
  relation: { new: '新增', known: '已有', changed: '有更正' },
  already: { title: '这个数据包已经导入过', hint: '再次导入不会改变任何内容，可以直接关闭。' },
  nothingNew: { title: '没有新内容', hint: '数据包里的内容台账中都已经有了，导入只会登记收到了这个数据包。' },
  done: {
    title: '数据包已导入',
    supervision: (records: number) => `新增或者更新 ${count(records)} 条监管信息，请在 3 个工作日内认领或者退回（办法第二十一条（二））。`,
    approvals: (records: number) => `新增或者更新 ${count(records)} 条审批信息，请在 3 个工作日内认领或者退回。`,
    letters: (records: number) => `收到 ${count(records)} 份公函，已登记到“公文”的“收到”中。`,
    meetings: '会议、联络员和督办事项已经更新，请到“会议”中查看和答复。',
    receipt: '对方的认领和退回结果已经更新到本部门的审批信息中。',
    directory: (cards: number) =>
      cards > 0 ? `已登记 ${count(cards)} 个部门的密钥，可以与这些部门互发加密数据包。` : '已登记收到名录包，没有采用其中的部门名片。',
    sync: '本部门另一台电脑的内容已经并入本机台账。请再从本机导出一个同步包，拿到那台电脑导入。',
    goDirectory: '查看部门名录',
    unchanged: '没有新内容，台账没有变化。',
    goInbox: '去认领',
    goMeetings: '查看会议',
    goList: '查看审批信息',
    goSupervision: '查看监管信息',
    goLetters: '查看收到的公文',
    goLetter: '打开这份公函',
    goHandling: '去办理',
    close: '完成',
  },
  failed: { title: '数据包不能导入', nothing: '没有写入任何内容。' },
} as const;

export const failureText = {
  file: '文件',
  entry: '数据包内',
  code: '错误代码',
  codeHint: '向技术支持说明情况时，请提供错误代码。',
} as const;
