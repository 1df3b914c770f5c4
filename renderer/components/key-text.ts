/** Visible text of the parts that deal with signing keys; 部门名录, 设置 and 导入数据包 share them. */
export const keyText = {
  qr: '密钥二维码',
  papers: {
    saveCard: '保存部门名片（.sgcard）',
    saveSheet: '打印密钥确认单（PDF）',
    savingCard: '正在保存部门名片',
    savingSheet: '正在生成密钥确认单',
    cardName: (department: string) => `部门名片-${department}.sgcard`,
    sheetName: (department: string) => `密钥确认单-${department}.pdf`,
    cardSaved: (name: string) => `部门名片已保存：${name}`,
    cardNext: '名片可以公开，可用 U 盘、光盘或者内网邮件交给对方。',
    sheetSaved: (name: string) => `密钥确认单已保存：${name}`,
    sheetNext: '请打印、签字并加盖公章，连同部门名片交给对方。',
    cardFailed: '部门名片没有保存',
    sheetFailed: '密钥确认单没有生成',
    show: '打开所在文件夹',
  },
  check: {
    tick: '已逐组核对指纹，完全一致',
    against: '核对方式（记入台账）',
    placeholder: '例如：与盖章的密钥确认单核对，张主任送达',
    options: ['与盖章的密钥确认单核对', '当面核对', '电话核对'],
    required: '请勾选已核对，并写明与谁、用什么方式核对。',
  },
  workstation: (name: string) => (name === '' ? '未命名的计算机' : name),
} as const;
