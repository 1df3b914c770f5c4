/** Visible text of the intranet folders. */
import type { ExchangeRole, InboxFile } from '#shared/ipc.ts';

export const intranetText = {
  title: '内网文件夹',
  summary: {
    none: '没有设置。有内网共享文件夹时，可以自动发现对方放进来的数据包。',
    idle: '没有新文件',
    gone: '收件文件夹现在打不开',
    arrived: (files: number) => `有 ${files} 个新文件可以打开`,
  },
  role: { inbox: '收件文件夹', outbox: '发件文件夹' } satisfies Record<ExchangeRole, string>,
  hint: {
    inbox: '对方把数据包放进这个文件夹，传完后列在下面。本系统只读取，不会移动或者删除里面的文件。',
    outbox: '生成数据包时可以直接保存到这个文件夹。',
  } satisfies Record<ExchangeRole, string>,
  notSet: '没有设置',
  available: '可以访问',
  unavailable: '打不开，请检查内网连接',
  choose: '选择文件夹',
  change: '更换',
  forget: '不再使用',
  failedTitle: '没有读到内网文件夹',
  state: { complete: '可以打开', arriving: '正在传入', imported: '已导入' } satisfies Record<InboxFile['state'], string>,
  empty: '收件文件夹里没有数据包。',
  more: (rest: number) => `另有 ${rest} 个已导入的文件没有列出`,
  open: '打开',
  openAgain: '再次打开',
  toDirectory: '到部门名录导入',
} as const;
