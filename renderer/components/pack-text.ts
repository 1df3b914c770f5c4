/** Visible text of the dialog that makes a package of letters or meetings. */
export const packText = {
  recipients: '交给',
  recipientsRequired: '请选择接收部门',
  noDirectory: '部门名录中还没有其他部门。请先在“部门名录”中登记对方。',
  unsealable: (names: string) => `${names} 的密钥还没有确认，不能加密封装。可以先确认密钥，或者不加密。`,
  unsealed: '不加密封装，得到文件的人都能看到内容，我已了解',
  reason: '不加密的原因',
  reasonRequired: '请填写不加密的原因',
  ok: '生成数据包',
  cancel: '取消',
  failed: '没有生成成功',
  progress: '正在生成数据包',
  done: (name: string) => `已生成：${name}`,
  doneBody: '请到“数据包”页办理交接（打印交接单、登记接收人）。',
  toPackages: '去办理交接',
  close: '关闭',
} as const;
