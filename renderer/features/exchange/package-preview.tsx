/** What is inside a package, before anything of it is taken in. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { OpenedPackage } from '#shared/workstation/api.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { localTime } from '../../components/local-time.ts';
import { SealedTag } from './sealed-tag.tsx';
import { sequencesText } from './sequences.ts';
import { importText, packagesText } from './text.ts';

export interface PackagePreviewProps {
  readonly opened: OpenedPackage;
  readonly fileName: string;
  /** whether the sender's key may be believed; stands between the facts and the content */
  readonly children: ReactNode;
}

const RELATION_COLORS = { new: 'success', known: 'default', changed: 'warning' } as const;

export function PackagePreview({ opened, fileName, children }: PackagePreviewProps) {
  return (
    <>
      {opened.alreadyImported ? (
        <Alert
          className="notice"
          type="info"
          showIcon
          title={importText.already.title}
          description={importText.already.hint}
          data-testid="packages.already"
        />
      ) : (
        opened.newEntries === 0 && (
          <Alert className="notice" type="info" showIcon title={importText.nothingNew.title} description={importText.nothingNew.hint} />
        )
      )}
      <Facts opened={opened} fileName={fileName} />
      <MissingBefore opened={opened} />
      {opened.purpose === 'sync' && (
        <Alert className="notice" type="info" showIcon title={importText.sync.title} description={importText.sync.hint} />
      )}
      {children}
      {opened.purpose !== 'directory' && <Lines opened={opened} />}
    </>
  );
}

function Facts({ opened, fileName }: { readonly opened: OpenedPackage; readonly fileName: string }) {
  const { facts } = importText;
  return (
    <div>
      <DescriptionGrid
        labelWidth={96}
        items={[
          {
            key: 'sender',
            label: facts.sender,
            value: (
              <>
                <Typography.Text strong data-testid="packages.sender">
                  {opened.senderName}
                </Typography.Text>{' '}
                {opened.demo && <Tag color="purple">{importText.demo}</Tag>}
                <div className="preview-secondary">{opened.senderId}</div>
              </>
            ),
          },
          { key: 'createdAt', label: facts.createdAt, value: localTime(opened.createdAt) },
          { key: 'title', label: facts.title, value: opened.title },
          {
            key: 'sequence',
            label: facts.sequence,
            value: (
              <Flex gap={8} align="center" wrap>
                {packagesText.sequence(opened.sequence, opened.seriesLabel)}
                <SealedTag sealed={opened.sealed} testId="packages.opened.sealed" />
              </Flex>
            ),
          },
          { key: 'content', label: facts.content, value: content(opened), span: 'filled' },
          {
            key: 'file',
            label: packagesText.columns.file,
            value: (
              <>
                <div>{fileName}</div>
                <span className="preview-secondary">{importText.fileDigest} </span>
                <Typography.Text type="secondary" className="digest" copyable data-testid="packages.fileDigest">
                  {opened.fileSha256}
                </Typography.Text>
              </>
            ),
            span: 'filled',
          },
        ]}
      />
      <Typography.Text type="success" style={{ display: 'block', marginTop: 8 }}>
        <SafetyCertificateOutlined aria-hidden /> {importText.verified}
      </Typography.Text>
    </div>
  );
}

/** Told before and after, never in the way: a later package can be imported without the earlier ones (exchange package, Delivery). */
export function MissingBefore({ opened }: { readonly opened: OpenedPackage }) {
  if (opened.missing.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={importText.missing(sequencesText(opened.missing, opened.seriesLabel))}
      description={importText.missingHint}
      data-testid="packages.missing"
    />
  );
}

function content(opened: OpenedPackage): string {
  return [
    importText.recordsValue[opened.purpose](opened.purpose === 'directory' ? opened.cards.length : opened.records),
    ...(opened.attachments > 0 ? [importText.attachmentsValue(opened.attachments)] : []),
    importText.entriesValue(opened.newEntries, opened.knownEntries),
  ].join('；');
}

function Lines({ opened }: { readonly opened: OpenedPackage }) {
  if (opened.preview.length === 0) return null;
  const total = opened.newEntries + opened.knownEntries;
  return (
    <div>
      <Typography.Text strong>{importText.preview}</Typography.Text>
      <ul className="preview-lines" data-testid="packages.preview.lines">
        {opened.preview.map((line, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one opened package never move
          <li key={position}>
            <Tag color={RELATION_COLORS[line.relation]}>{importText.relation[line.relation]}</Tag>
            <span className="preview-line">
              {line.title}
              <span className="preview-secondary">　{line.subtitle}</span>
            </span>
          </li>
        ))}
      </ul>
      {total > opened.preview.length && (
        <Flex>
          <Typography.Text type="secondary">{importText.previewMore(opened.preview.length, total)}</Typography.Text>
        </Flex>
      )}
    </div>
  );
}
