/** Visible text of the window's frame: bars, menu, boundaries, dialogs that belong to no feature. */
import type { Page } from './navigation.ts';

export const appText = {
  product: '审管联动离线工作站',
  starting: '正在启动……',
  startFailed: '程序没有正常启动',
  retry: '重试',
  openFailed: '打开台账时程序出现错误，台账没有改动。请重试；仍然不行时请重新启动程序，并将本机日志交给技术人员。',
  workerEnded: '台账服务意外停止，已保存的数据不受影响。请重新解锁。',
  navigation: '主菜单',
  operator: '操作员',
  lock: '锁定',
  lockTip: '锁定工作站（Ctrl+L）',
  help: '帮助与快捷键',
  helpTip: '帮助与快捷键（F1）',
  demoBanner: '演示数据',
  demoDetail: (role: string) => `当前为演示环境（${role}），部门和记录均为虚构，不得用于实际工作，也不能发往真实部门。`,
  demoRole: { approval: '演示审批部门', supervision: '演示监管部门' },
  classifiedFooter: '非涉密系统，严禁录入涉密信息',
  loadingPage: '正在打开页面……',
  pages: {
    home: '首页',
    approvals: '审批信息',
    approval: '审批信息详情',
    approvalForm: '录入审批信息',
    import: '导入表格',
    inbox: '待认领',
    letters: '公文',
    letter: '公文详情',
    handling: '函件办理',
    packages: '数据包',
    conflicts: '待核对的冲突',
    directory: '部门名录',
    settings: '设置',
  } satisfies Record<Page['name'], string>,
  badges: {
    toClaim: (count: number) => `${count} 条待认领`,
    handling: (count: number) => `${count} 件函件待核收、办理或者答复`,
    packages: (receipts: number, arrived: number) =>
      [receipts > 0 && `${receipts} 份回执待导出`, arrived > 0 && `收件文件夹有 ${arrived} 个新文件`].filter(Boolean).join('，'),
  },
  leaveToLock: {
    title: '有未保存的内容，仍要锁定吗？',
    content: '锁定后，当前页面未保存的输入会丢失。',
    ok: '放弃输入并锁定',
    cancel: '暂不锁定',
  },
  idle: {
    title: '即将自动锁定',
    content: (seconds: number) => `长时间没有操作，${seconds} 秒后自动锁定。锁定后未保存的输入会丢失。`,
    hint: '移动鼠标或按任意键继续使用。',
    stay: '继续使用',
  },
  notices: {
    readOnlyTitle: '台账只读',
    readOnly: (segments: readonly number[]) =>
      segments.length > 0
        ? `第 ${segments.join('、')} 段已损坏，两份存储都无法修复。为避免扩大损失，现在只能查看和导出，不能录入、导入或认领。请联系技术人员，不要删除数据文件夹。`
        : '台账存在无法修复的问题。现在只能查看和导出，不能录入、导入或认领。请联系技术人员，不要删除数据文件夹。',
    details: '查看详情',
    close: '知道了',
    modalTitle: '台账检查情况',
    more: (count: number) => `另有 ${count} 项`,
    bug: '刚才的操作出现程序错误',
    bugDetail: '台账中已保存的数据不受影响，错误已记入本机日志（不含业务数据）。请检查刚才的操作是否完成，必要时重做。',
    level: { info: '提示', warning: '注意', error: '严重' },
  },
  boundary: {
    title: '程序遇到错误，当前内容无法显示',
    detail: '台账中已保存的数据不受影响。错误已记入本机日志，日志不含业务数据和个人信息。',
    again: '重新打开本页',
    home: '回到首页',
    reload: '重新载入程序（需重新解锁）',
  },
  blocked: {
    title: '无法打开本机数据',
    openData: '打开数据位置',
    retry: '重新检查',
    fallback: '本机数据暂时无法打开，程序没有改动任何文件。',
    hint: '程序没有改动任何数据文件。请不要删除或移动数据文件夹中的内容。',
    location: '数据位置',
    version: '程序版本',
  },
  shortcuts: {
    title: '帮助与快捷键',
    intro:
      '本系统供不能使用审管互动平台的部门线下推送、认领审批信息（办法第二十条）。一般流程：录入或导入审批信息 → 导出数据包并与对方办理交接 → 对方认领后发回回执 → 导入回执。',
    groups: [
      {
        title: '全局',
        keys: [
          { keys: 'Alt+1 … Alt+9', action: '切换页面（按左侧菜单顺序），也可用 Ctrl+1 … Ctrl+9' },
          { keys: 'Ctrl+N', action: '录入审批信息' },
          { keys: 'Ctrl+O', action: '导入表格' },
          { keys: 'Ctrl+F', action: '查找审批信息' },
          { keys: 'Ctrl+L', action: '锁定' },
          { keys: 'Alt+←', action: '返回上一页' },
          { keys: 'Ctrl+= / Ctrl+-', action: '放大、缩小界面，Ctrl+0 恢复' },
          { keys: 'F1', action: '打开本窗口' },
        ],
      },
      {
        title: '列表',
        keys: [
          { keys: '↑ ↓ PageUp PageDown', action: '移动当前行' },
          { keys: 'Home / End', action: '到第一行、最后一行' },
          { keys: '空格', action: '选择或取消选择当前行' },
          { keys: 'Shift+↑ ↓', action: '连续选择' },
          { keys: 'Ctrl+A / Esc', action: '全部选择、全部取消' },
          { keys: '回车', action: '打开当前行' },
          { keys: '← →', action: '左右滚动' },
        ],
      },
    ],
    close: '关闭',
  },
} as const;
