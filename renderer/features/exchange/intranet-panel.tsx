/** 内网文件夹: what lies in the inbox and how far it has arrived, and where packages are put; folded away until it is needed. */
import { CloudServerOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { Badge, Button, Collapse, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { ExchangeRole, InboxFile } from '#shared/ipc.ts';
import { arrivedFiles, chooseFolder, forgetFolder, readInbox, useInboxFolder } from '../../app/inbox-folder.ts';
import { useNavigation } from '../../app/navigation.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { localTime } from '../../components/local-time.ts';
import { sizeText } from '../../components/size.ts';
import { intranetText as words } from './intranet-text.ts';

export interface IntranetPanelProps {
  readonly readOnly: boolean;
  readonly onOpen: (file: InboxFile) => void;
}

export function IntranetPanel({ readOnly, onOpen }: IntranetPanelProps) {
  const { folders, files, failure } = useInboxFolder();
  const arrived = arrivedFiles(files).length;
  const summary = !folders?.inbox ? words.summary.none : !folders.inbox.available ? words.summary.gone : summaryOf(arrived);
  return (
    <Collapse
      size="small"
      className="intranet"
      items={[
        {
          key: 'folders',
          label: (
            <Flex gap={8} align="center" data-testid="packages.inbox.folder" data-arrived={arrived}>
              <CloudServerOutlined aria-hidden />
              <span>{words.title}</span>
              {arrived > 0 && <Badge count={arrived} size="small" title={words.summary.arrived(arrived)} />}
              <Typography.Text type="secondary" ellipsis>
                {summary}
              </Typography.Text>
            </Flex>
          ),
          children: (
            <Flex vertical gap={12}>
              <FailureAlert failure={failure} title={words.failedTitle} onRetry={() => void readInbox()} />
              <Folder which="inbox" />
              {folders?.inbox && <Files files={files} readOnly={readOnly} onOpen={onOpen} />}
              <Folder which="outbox" />
            </Flex>
          ),
        },
      ]}
    />
  );
}

function summaryOf(arrived: number): string {
  return arrived > 0 ? words.summary.arrived(arrived) : words.summary.idle;
}

function Folder({ which }: { readonly which: ExchangeRole }) {
  const folder = useInboxFolder((state) => state.folders?.[which]);
  const [busy, setBusy] = useState(false);
  const during = (work: Promise<void>) => {
    setBusy(true);
    void work.finally(() => setBusy(false));
  };
  return (
    <div className="intranet-folder">
      <Flex gap={8} align="center">
        <Typography.Text strong style={{ flex: 'none' }}>
          {words.role[which]}
        </Typography.Text>
        {folder ? (
          <>
            <span className="intranet-path" title={folder.path}>
              {folder.path}
            </span>
            <Tag color={folder.available ? 'success' : 'error'} style={{ margin: 0, flex: 'none' }}>
              {folder.available ? words.available : words.unavailable}
            </Tag>
          </>
        ) : (
          <Typography.Text type="secondary">{words.notSet}</Typography.Text>
        )}
        <Flex gap={4} flex="none" style={{ marginInlineStart: 'auto' }}>
          <Button
            size="small"
            icon={<FolderOpenOutlined />}
            loading={busy}
            onClick={() => during(chooseFolder(which))}
            data-testid={`packages.${which}.choose`}
          >
            {folder ? words.change : words.choose}
          </Button>
          {folder && (
            <Button size="small" type="text" onClick={() => during(forgetFolder(which))} data-testid={`packages.${which}.forget`}>
              {words.forget}
            </Button>
          )}
        </Flex>
      </Flex>
      <div className="preview-secondary">{words.hint[which]}</div>
    </div>
  );
}

/** imported files that are shown after those that wait */
const IMPORTED_SHOWN = 5;
const ORDER: Readonly<Record<InboxFile['state'], number>> = { complete: 0, arriving: 1, imported: 2 };

/** What waits comes first, the newest on top; of what was imported only the last few. */
export function inboxOrder(files: readonly InboxFile[]): readonly InboxFile[] {
  return files.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.modifiedAt - a.modifiedAt);
}

function Files({
  files,
  readOnly,
  onOpen,
}: { readonly files: readonly InboxFile[]; readonly readOnly: boolean } & Pick<IntranetPanelProps, 'onOpen'>) {
  if (files.length === 0) return <Typography.Text type="secondary">{words.empty}</Typography.Text>;
  const ordered = inboxOrder(files);
  const shown = files.filter((file) => file.state !== 'imported').length + IMPORTED_SHOWN;
  return (
    <ul className="preview-lines intranet-files">
      {ordered.slice(0, shown).map((file, index) => (
        <li key={file.id} data-testid={`packages.inbox.file.${index}`} data-state={file.state}>
          <Tag color={TAGS[file.state]} style={{ margin: 0, flex: 'none' }}>
            {words.state[file.state]}
          </Tag>
          <span className="preview-line" title={file.name}>
            {file.name}
          </span>
          <span className="preview-secondary" style={{ flex: 'none', marginInlineStart: 'auto' }}>
            {sizeText(file.size)}　{localTime(new Date(file.modifiedAt).toISOString())}
          </span>
          <FileAction file={file} readOnly={readOnly} onOpen={onOpen} />
        </li>
      ))}
      {ordered.length > shown && <li className="preview-secondary">{words.more(ordered.length - shown)}</li>}
    </ul>
  );
}

const TAGS: Readonly<Record<InboxFile['state'], string>> = { complete: 'blue', arriving: 'default', imported: 'success' };

function FileAction({
  file,
  readOnly,
  onOpen,
}: { readonly file: InboxFile; readonly readOnly: boolean } & Pick<IntranetPanelProps, 'onOpen'>) {
  const go = useNavigation((navigation) => navigation.go);
  if (file.name.toLowerCase().endsWith('.sgcard')) {
    return (
      <Button size="small" onClick={() => go({ name: 'directory' })}>
        {words.toDirectory}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      type={file.state === 'complete' ? 'primary' : 'default'}
      disabled={readOnly || file.state === 'arriving'}
      onClick={() => onOpen(file)}
      data-testid={`packages.inbox.open.${file.state}`}
    >
      {file.state === 'imported' ? words.openAgain : words.open}
    </Button>
  );
}
