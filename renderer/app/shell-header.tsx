/** The top bar: whose workstation this is, who works here, help and lock. */
import { LockOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Layout, Tooltip } from 'antd';
import type { AppInfo } from '#shared/ipc.ts';
import { appText } from './text.ts';

interface ShellHeaderProps {
  readonly info: AppInfo;
  readonly onLock: () => void;
  readonly onHelp: () => void;
}

export function ShellHeader({ info, onLock, onHelp }: ShellHeaderProps) {
  return (
    <Layout.Header className="shell-header">
      <span className="shell-product">{appText.product}</span>
      <span className="shell-department" title={info.department?.name} data-testid="shell.department">
        {info.department?.name}
      </span>
      <span className="shell-operator" data-testid="shell.operator">
        {appText.operator}：{info.operator}
      </span>
      <Tooltip title={appText.helpTip}>
        <Button
          type="text"
          className="shell-button"
          icon={<QuestionCircleOutlined />}
          aria-label={appText.help}
          onClick={onHelp}
          data-testid="shell.help"
        />
      </Tooltip>
      <Tooltip title={appText.lockTip}>
        <Button type="text" className="shell-button" icon={<LockOutlined />} onClick={onLock} data-testid="shell.lock">
          {appText.lock}
        </Button>
      </Tooltip>
    </Layout.Header>
  );
}

/** Always in sight while the demo profile is open; it can't be closed. */
export function DemoStrip({ demo }: { readonly demo: AppInfo['demo'] }) {
  if (demo === false) return null;
  return (
    <div className="shell-demo" role="note" data-testid="shell.demo">
      <strong>{appText.demoBanner}</strong>
      <span>{appText.demoDetail(appText.demoRole[demo])}</span>
    </div>
  );
}
