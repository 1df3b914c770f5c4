/** 更多: packages that are made now and then. */
import { ContactsOutlined, DesktopOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { directoryExportText, syncExportText } from './delivery-text.ts';
import { DirectoryExport } from './directory-export.tsx';
import { SyncExport } from './sync-export.tsx';
import { packagesText } from './text.ts';

type Kind = 'directory' | 'sync';

export function MoreMenu({ disabled }: { readonly disabled: boolean }) {
  const [open, setOpen] = useState<Kind | undefined>(undefined);
  const close = () => setOpen(undefined);
  return (
    <>
      <Dropdown
        trigger={['click']}
        disabled={disabled}
        menu={{
          items: [
            item('directory', <ContactsOutlined />, directoryExportText.menu, directoryExportText.menuHint),
            item('sync', <DesktopOutlined />, syncExportText.menu, syncExportText.menuHint),
          ],
          onClick: ({ key }) => setOpen(key === 'sync' ? 'sync' : 'directory'),
        }}
      >
        <Button data-testid="packages.more">
          {packagesText.more} <DownOutlined />
        </Button>
      </Dropdown>
      <DirectoryExport open={open === 'directory'} onClose={close} />
      <SyncExport open={open === 'sync'} onClose={close} />
    </>
  );
}

function item(key: Kind, icon: ReactNode, label: string, hint: string) {
  return {
    key,
    icon,
    label: (
      <div data-testid={`packages.more.${key}`}>
        <div>{label}</div>
        <div className="preview-secondary">{hint}</div>
      </div>
    ),
  };
}
