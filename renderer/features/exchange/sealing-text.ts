/** Visible text of the choice between a sealed and an open package. */
import type { PackagePurpose } from '#shared/ledger/entry.ts';

export const sealingText = {
  label: '怎样封装',
  sealed: {
    label: '加密封装（推荐）',
    who: (names: string) => `只有${names}能打开。文件遗失或者被他人拿到，也看不到里面的内容。`,
    nobody: '只有接收部门能打开。文件遗失或者被他人拿到，也看不到里面的内容。',
    blocked: (names: string) => `还不能为${names}加密：对方的密钥没有核对过`,
    way: '请向对方索取部门名片（.sgcard 文件）和盖章的密钥确认单，在“部门名录”中导入部门名片、核对指纹，再回到这里生成。',
    open: '到部门名录导入名片',
  },
  unsealed: {
    label: '不加密',
    hint: '只在对方确实不能解密时使用，需要写明原因。',
    title: '不加密的后果',
    consequences: (purpose: PackagePurpose) => [
      `谁捡到或者拷走 U 盘，都能看到${EXPOSED[purpose]}，不需要口令。`,
      '只能在受控介质上交接：使用本部门专用的 U 盘或者光盘，当面交给对方并登记，用后及时清除，不得通过互联网传送。',
      '处理个人信息应当采取加密等安全措施（个人信息保护法第五十一条）；不加密造成泄露的，由经办人和本部门承担责任。',
    ],
    tick: '我已了解后果',
    tickMissing: '请先阅读后果并勾选“我已了解后果”。',
    reason: '不加密的原因（必填，记入台账）',
    reasonPlaceholder: '例如：对方工作站还没有建立密钥，经分管领导同意当面交接',
    reasonMissing: '请写明不加密的原因。',
  },
  state: { sealed: '已加密', unsealed: '未加密' },
  stateHint: { sealed: '加密封装：只有接收部门能打开', unsealed: '未加密：拿到文件的人都能看到内容，只能在受控介质上交接' },
} as const;

/** what lies open in a package that isn't sealed */
const EXPOSED: Readonly<Record<PackagePurpose, string>> = {
  approvals: '姓名、证件号码、联系方式、地址和证明材料',
  supervision: '姓名、证件号码、违法事实和证明材料',
  letters: '公函的全文、附件和移送的案卷材料',
  meetings: '联络员的姓名和联系方式、会议议题、材料和纪要',
  receipt: '认领和退回的结果、原因和备注',
  directory: '名录中各部门的地址和联系电话',
  sync: '本部门台账中的全部内容，包括姓名、证件号码、联系方式和地址',
};
