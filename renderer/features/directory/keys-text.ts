/** Visible text about the keys of departments: their states, confirming and revoking. */
import type { RevocationReason } from '#shared/ledger/entry.ts';
import type { KeyTrust } from '#shared/workstation/api.ts';

interface StateWords {
  readonly label: string;
  readonly hint: string;
}

export const keyStateText: Readonly<Record<KeyTrust, StateWords>> = {
  none: { label: '未登记密钥', hint: '还没有这个部门的密钥。请导入对方的部门名片，或者在第一次导入对方的数据包时核对指纹。' },
  unconfirmed: { label: '待核对', hint: '密钥已登记，还没有人核对过指纹：不能导入它签名的数据包，也不能用它加密。' },
  confirmed: { label: '已核对', hint: '指纹已经核对过，可以导入它签名的数据包，发给它的数据包自动加密。' },
  superseded: { label: '已更换', hint: '对方已经换用新的密钥。更换以前签名的数据包仍然可以导入。' },
  revoked: { label: '已吊销', hint: '不再可信：它签名的数据包不能导入，也不再用它加密。' },
};

interface ReasonWords {
  readonly label: string;
  readonly meaning: string;
}

export const reasonText: Readonly<Record<RevocationReason, ReasonWords>> = {
  lost: { label: '丢失', meaning: '对方的计算机丢失、损坏或者重装，密钥已经没有了。' },
  compromised: { label: '泄露', meaning: '密钥可能落入他人之手，或者有人冒用。此前收到的数据包也请与对方核实。' },
  retired: { label: '停用', meaning: '对方这台计算机不再用于交接，或者部门撤并，密钥正常停用。' },
  mistaken: { label: '登记错误', meaning: '核对有误或者登记错了部门，这把密钥本来就不应当采用。' },
};

export const keysText = {
  confirm: '核对并确认',
  revoke: '吊销',
  history: '经过',
  noHistory: '没有记录。',
  historyBy: (at: string, operator: string) => (operator === '' ? at : `${at}　${operator}`),
  confirmDialog: {
    title: (department: string) => `核对“${department}”的密钥指纹`,
    hint: '拿出对方盖章的密钥确认单，或者拨打您已经掌握的对方电话，逐组核对下面的指纹。有一组不同就不要确认。',
    fingerprint: '登记的密钥指纹',
    ok: '确认这把密钥',
    cancel: '暂不确认',
    done: '密钥已确认，以后互发的数据包自动加密。',
  },
  revokeDialog: {
    title: (department: string) => `吊销“${department}”的密钥`,
    warning: '吊销后不能恢复',
    consequence: '这把密钥签名的数据包不能再导入，也不再用它加密；即使再次导入它的名片，也不会重新采用。已经导入的内容保持不变。',
    ownConsequence: '本部门不再采用这把密钥。请同时通知各往来部门吊销它。',
    lastKey: '这是该部门唯一可用的密钥。吊销后，核对新的密钥以前，不能导入它的数据包，也不能加密发给它。',
    reason: '吊销原因',
    note: '依据（必填，记入台账）',
    notePlaceholder: '例如：市场监管局 11 月 25 日来函，原计算机硬盘损坏；张主任电话确认',
    noteMissing: '请写明依据：谁、什么时候、用什么方式告知。',
    ok: '吊销这把密钥',
    cancel: '暂不吊销',
    done: '密钥已吊销。',
  },
} as const;
