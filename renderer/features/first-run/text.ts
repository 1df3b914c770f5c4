/** Visible text of the first run. */
export const firstRunText = {
  product: '审管联动离线工作站',
  steps: ['开始', '部门信息', '设置口令', '保管恢复码'],
  next: '下一步',
  back: '上一步',
  welcome: {
    title: '欢迎使用',
    intro:
      '供不能使用审管互动平台的部门，在没有网络的电脑上录入、导入审批信息，以数据包推送给监管部门，并办理认领和反馈（《济宁高新区行政审批与监管协调联动实施办法》第十八条、第二十条）。',
    startTitle: '建立本部门工作站',
    startText: '填写部门信息，设置口令，取得恢复码。全部数据加密保存在本机，不连接任何网络。',
    start: '开始使用',
    demoTitle: '载入演示数据',
    demoText: '在单独的演示环境中试用，与本部门数据完全分开。演示环境中的部门和记录均为虚构，生成的数据包不能被真实部门导入。',
    demoWhich: '演示部门',
    demoApproval: '行政审批服务局（审批）',
    demoSupervision: '市场监督管理局（监管）',
    demo: '打开演示环境',
    demoOpened: '演示环境正在另一个窗口中打开，演示口令显示在该窗口的锁定页面上。本窗口可继续使用或关闭。',
  },
  department: {
    title: '部门信息',
    intro: '这些信息会写入台账和数据包，供对方部门识别。除统一社会信用代码外，以后可在“设置”中修改。',
  },
  passphrase: {
    title: '设置口令',
    intro: '每次打开工作站都要输入口令，本机数据由它加密。口令不会保存在任何地方，请不要告诉他人或写在电脑旁。',
    create: '建立工作站',
    creating: '正在建立密钥……',
    failedTitle: '工作站没有建立',
  },
  recovery: {
    title: '保管恢复码',
    enter: '进入工作站',
    opening: '正在建立台账……',
    failedTitle: '台账没有打开',
    failedHint: '密钥已经建立。请重新启动程序，用刚才设置的口令解锁。',
  },
} as const;
