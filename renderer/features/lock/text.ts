/** Visible text of the lock page. */
export const lockText = {
  product: '审管联动离线工作站',
  operator: '操作员',
  passphrase: '口令',
  submit: '解锁',
  checking: '正在核对口令……',
  forgotten: '忘记口令？使用恢复码',
  waiting: (seconds: number) => `输错次数较多，请等待 ${duration(seconds)}后再试。`,
  wrongTitle: '未能解锁',
  openFailedTitle: '台账没有打开',
  demoTitle: '演示环境',
  demoPassphrase: '演示口令',
  demoFill: '填入',
  opening: '正在打开台账……',
  version: (version: string) => `版本 ${version}`,
  recover: {
    title: '用恢复码重设口令',
    intro: '请输入保管的恢复码（8 组、每组 4 个字符），并设置新口令。恢复码用过一次即作废，随后会显示新的恢复码。',
    code: '恢复码',
    codePlaceholder: 'XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX',
    codeMissing: '请输入恢复码。',
    codeCount: (count: number) => `已输入 ${count} / 32 个字符`,
    submit: '重设口令并解锁',
    back: '返回输入口令',
    failedTitle: '口令没有重设',
    newCodeTitle: '口令已重设，请保管新的恢复码',
    enter: '进入工作站',
  },
} as const;

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} 分钟` : `${Math.floor(seconds / 60)} 分 ${rest} 秒`;
}
