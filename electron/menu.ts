/** The application menu, in Chinese. Commands go to the page, which knows whether they make sense now. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly command: (name: string) => void;
  readonly lock: () => void;
  readonly openDataDirectory: () => void;
  readonly development: boolean;
}

export function installMenu(actions: MenuActions): void {
  const command = (label: string, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(name),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  });
  const template: MenuItemConstructorOptions[] = [
    {
      label: '文件',
      submenu: [
        command('导入表格…', 'import', 'CmdOrCtrl+O'),
        command('导入数据包…', 'importPackage'),
        command('录入审批信息', 'new', 'CmdOrCtrl+N'),
        { type: 'separator' },
        { label: '打开数据目录', click: actions.openDataDirectory },
        { type: 'separator' },
        { label: '锁定', click: actions.lock, accelerator: 'CmdOrCtrl+L', registerAccelerator: false },
        { label: '退出', role: 'quit' },
      ],
    },
    {
      label: '编辑',
      submenu: [
        { label: '撤销', role: 'undo' },
        { label: '重做', role: 'redo' },
        { type: 'separator' },
        { label: '剪切', role: 'cut' },
        { label: '复制', role: 'copy' },
        { label: '粘贴', role: 'paste' },
        { label: '全选', role: 'selectAll' },
      ],
    },
    {
      label: '查看',
      submenu: [
        { label: '放大', role: 'zoomIn' },
        { label: '缩小', role: 'zoomOut' },
        { label: '实际大小', role: 'resetZoom' },
        { type: 'separator' },
        { label: '全屏', role: 'togglefullscreen' },
        ...(actions.development ? [{ label: '开发者工具', role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: '帮助', submenu: [command('快捷键', 'shortcuts', 'F1'), command('关于', 'about')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
