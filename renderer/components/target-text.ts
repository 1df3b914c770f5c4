/** Visible text of 保存到. */
export const targetText = {
  label: '保存到',
  noDrive: '插入 U 盘后会自动出现在这里',
  cannotList: '系统没有给出 U 盘列表，请用“其他位置”选择',
  room: (free: string, total: string) => `剩余 ${free}，共 ${total}`,
  readOnly: '只读，不能写入。请检查写保护开关。',
  tooLittleRoom: (needed: string) => `空间不足，需要约 ${needed}。请腾出空间或换一个 U 盘。`,
  fileTooLarge: (fileSystem: string, limit: string) => `${fileSystem} 格式的单个文件不能超过 ${limit}。请换用 exFAT 或 NTFS 格式的 U 盘。`,
  outbox: '发件文件夹',
  outboxUnavailable: '现在打不开。请检查内网连接。',
  other: '其他位置……',
  otherHint: '在下一步选择文件夹',
} as const;
