/** After a package was written: what lies where, that it was read back, and what has to be done with it now. */

import { CheckCircleFilled, FolderOpenOutlined } from '@ant-design/icons';
import { Button, Descriptions, Flex, Typography } from 'antd';
import { useState } from 'react';
import { hasRecords } from '#shared/ledger/entry.ts';
import type { PackageRow } from '#shared/workstation/api.ts';
import { readBackOf } from '../../app/read-back.ts';
import { sizeText } from '../../components/size.ts';
import { handoverText, listText, outputText, sheetText } from './delivery-text.ts';
import { HandoverDialog } from './handover-dialog.tsx';
import { PackageListDialog } from './package-list-dialog.tsx';
import { SealedTag } from './sealed-tag.tsx';
import { createText, packagesText } from './text.ts';
import { sheetRequest, useSaveFile } from './use-save-file.tsx';
import type { WrittenPackage } from './use-writing.tsx';

export interface PackageDoneProps {
  readonly written: WrittenPackage;
  readonly title: string;
  /** sentences under the checklist */
  readonly next: readonly string[];
}

const words = outputText.done;

export function PackageDone({ written, title, next }: PackageDoneProps) {
  const [first] = written.rows;
  if (!first) return null;
  return (
    <div data-testid="packages.done">
      <div className="done-title" role="status">
        <CheckCircleFilled aria-hidden />
        {title}
      </div>
      <Facts written={written} first={first} />
      <Typography.Title level={3} style={{ margin: '16px 0 4px', fontSize: 14 }}>
        {words.nextTitle}
      </Typography.Title>
      <Checklist written={written} first={first} />
      <ul className="next-steps">
        {next.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ written, first }: { readonly written: WrittenPackage; readonly first: PackageRow }) {
  const { token, rows } = written;
  const to = rows.map((row) => `${row.departmentName}　${packagesText.sequence(row.sequence, row.seriesLabel)}`);
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      styles={{ label: { width: 96, whiteSpace: 'nowrap' }, content: { wordBreak: 'break-all' } }}
      items={[
        {
          key: 'file',
          label: words.file,
          children: (
            <Flex align="center" gap={8} wrap>
              <Typography.Text strong data-testid="packages.done.fileName">
                {first.fileName}
              </Typography.Text>
              {first.fileSize !== undefined && <span className="preview-secondary">{sizeText(first.fileSize)}</span>}
              <SealedTag sealed={first.sealed} testId="packages.done.sealed" />
              <div className="done-read-back" data-testid="packages.done.readBack">
                <CheckCircleFilled aria-hidden /> {words.readBack[readBackOf(token) ?? 'unknown']}
              </div>
            </Flex>
          ),
        },
        { key: 'to', label: words.to, children: to.map((line) => <div key={line}>{line}</div>) },
        { key: 'digests', label: words.digests, children: <Digests row={first} /> },
      ]}
    />
  );
}

/** Both digests in full: SM3 stands on the 交接单, SHA-256 can be checked by every system. */
export function Digests({ row }: { readonly row: PackageRow }) {
  return (
    <>
      <Digest name="SHA-256" value={row.fileSha256} testId="packages.done.digest" />
      {row.fileSm3 && <Digest name="SM3" value={row.fileSm3} testId="packages.done.sm3" />}
    </>
  );
}

function Digest({ name, value, testId }: { readonly name: string; readonly value: string; readonly testId: string }) {
  return (
    <Flex gap={8} align="baseline" className="digest-line">
      <span className="digest-name">{name}</span>
      <Typography.Text
        className="digest"
        copyable={{ text: value, tooltips: [packagesText.copyDigest, packagesText.copied] }}
        data-testid={testId}
      >
        {value}
      </Typography.Text>
    </Flex>
  );
}

function Checklist({ written, first }: { readonly written: WrittenPackage; readonly first: PackageRow }) {
  const { rows, token } = written;
  const { saving, save } = useSaveFile();
  const [finished, setFinished] = useState<ReadonlySet<string>>(new Set());
  const finish = (step: string) => setFinished((before) => new Set([...before, step]));
  const [listed, setListed] = useState<PackageRow | undefined>(undefined);
  const [handing, setHanding] = useState<PackageRow | undefined>(undefined);
  const several = rows.length > 1;
  const own = first.purpose === 'sync';
  const labelled = (text: string, row: PackageRow) => (several ? `${text}${words.for(row.departmentName)}` : text);
  return (
    <ol className="done-steps">
      <Step text={words.folder} finished={finished.has('folder')}>
        <Button
          size="small"
          icon={<FolderOpenOutlined />}
          onClick={() => void window.host.showInFolder({ token }).then((shown) => shown.ok && finish('folder'))}
          data-testid="packages.showInFolder"
        >
          {createText.done.showInFolder}
        </Button>
      </Step>
      {hasRecords(first.purpose) && (
        <Step text={words.list} finished={finished.has('list')}>
          <Button size="small" onClick={() => setListed(first)} data-testid="packages.done.list">
            {listText.action}
          </Button>
        </Step>
      )}
      {!own &&
        rows.map((row) => (
          <Step key={`sheet.${row.rowId}`} text={labelled(words.sheet, row)} finished={finished.has(`sheet.${row.rowId}`)}>
            <Button
              size="small"
              loading={saving}
              onClick={() => void save(sheetRequest(row)).then((saved) => saved && finish(`sheet.${row.rowId}`))}
              data-testid="packages.done.sheet"
            >
              {sheetText.action}
            </Button>
          </Step>
        ))}
      {!own &&
        rows.map((row) => (
          <Step key={`handOver.${row.rowId}`} text={labelled(words.handOver, row)} finished={finished.has(`handOver.${row.rowId}`)}>
            <Button
              size="small"
              disabled={finished.has(`handOver.${row.rowId}`)}
              onClick={() => setHanding(row)}
              data-testid="packages.done.handOver"
            >
              {handoverText.action}
            </Button>
          </Step>
        ))}
      <PackageListDialog row={listed} onClose={() => setListed(undefined)} onDone={() => finish('list')} />
      <HandoverDialog row={handing} onClose={() => setHanding(undefined)} onDone={(row) => finish(`handOver.${row.rowId}`)} />
    </ol>
  );
}

interface StepProps {
  readonly text: string;
  readonly finished: boolean;
  readonly children: React.ReactNode;
}

function Step({ text, finished, children }: StepProps) {
  return (
    <li className={finished ? 'is-finished' : ''}>
      <CheckCircleFilled className="done-step-sign" {...(finished ? { 'aria-label': words.finished } : { 'aria-hidden': true })} />
      <span className="done-step-text">{text}</span>
      {children}
    </li>
  );
}
