/** A letter that was issued or came: its pages, its facts, what happened to it, and what can be done. */
import { EditOutlined, PaperClipOutlined, RollbackOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Tag, Timeline, Typography } from 'antd';
import { type LetterKind, letterTitle } from '#shared/domain/letter.ts';
import type { LetterDetail } from '#shared/workstation/letters/letters-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { PdfPane } from '../../components/paper/preview-pane.tsx';
import { sizeText } from '../../components/size.ts';
import { useAsync } from '../../components/use-async.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { useBeginLetter } from './begin-dialog.tsx';
import { LetterActions } from './letter-actions.tsx';
import { Due } from './letter-list.tsx';
import { text } from './text.ts';

const words = text.detail;

export function LetterDetailPage({ detail }: { readonly detail: LetterDetail }) {
  const back = useNavigation((navigation) => navigation.back);
  const { row } = detail;
  // a letter on paper has no content of ours, and so no PDF
  const hasPdf = detail.content !== undefined && row.state !== 'discarded';
  const begin = useFollowUp(detail);
  return (
    <div className="page-fill letter-detail" data-testid="letter.detail">
      <PageHeader
        title={letterTitle(row.title) || text.list.untitled}
        extra={<Tag variant="outlined">{row.kindName}</Tag>}
        description={row.state === 'discarded' ? words.discarded : row.number}
        onBack={back}
        actions={
          <>
            {hasPdf && <LetterActions row={row} />}
            {begin.buttons}
          </>
        }
      />
      <FailureAlert failure={begin.failure} title={text.begin.failed} />
      {detail.problems.map((problem) => (
        <Alert key={problem} type="warning" showIcon title={words.problems} description={problem} />
      ))}
      <div className="letter-columns">
        <div className="letter-left">
          <Facts detail={detail} />
          <About about={detail.about} />
          <Files files={detail.files} />
          <History items={detail.timeline} />
        </div>
        {hasPdf ? <IssuedPdf letterId={row.letterId} /> : <Alert type="info" showIcon title={words.paper} style={{ alignSelf: 'start' }} />}
      </div>
    </div>
  );
}

function IssuedPdf({ letterId }: { readonly letterId: string }) {
  const { value, failure, reload } = useAsync(() => workstation().readLetterPdf(letterId), [letterId]);
  return (
    <PdfPane pdf={value} title={paperText.preview.title}>
      <FailureAlert failure={failure} title={words.pdfFailed} onRetry={reload} />
    </PdfPane>
  );
}

/** 办法 21(二), 21(三): letters that begin a way of their own, with the page that shows it. */
const HANDLED: Readonly<Partial<Record<LetterKind, 'transfers' | 'reviews'>>> = {
  caseTransfer: 'transfers',
  changeNotice: 'reviews',
  withdrawNotice: 'reviews',
  revokeNotice: 'reviews',
  cancelNotice: 'reviews',
  keepNotice: 'reviews',
};

/** 更正 of an own letter, 复函 to a received one, and the way to what a letter began. */
function useFollowUp({ row }: LetterDetail) {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const begin = useBeginLetter();
  const disabled = readOnly || begin.busy;
  const { letterId, from, title, number } = row;
  const tab = HANDLED[row.kind];
  const correct = row.own && row.state === 'issued' && (
    <Button
      icon={<EditOutlined />}
      disabled={disabled}
      onClick={() => begin.start({ kind: row.kind, about: [], corrects: letterId })}
      data-testid="letter.correct"
    >
      {words.correct}
    </Button>
  );
  const reply = !row.own && row.state === 'received' && (
    <Button
      type={tab ? 'default' : 'primary'}
      icon={<RollbackOutlined />}
      disabled={disabled}
      onClick={() => begin.start({ kind: 'reply', about: [], answers: { letterId, from, title: letterTitle(title), number } })}
      data-testid="letter.reply"
    >
      {words.reply}
    </Button>
  );
  const handle = tab && (row.state === 'issued' || row.state === 'received') && (
    <Button
      type={row.own ? 'default' : 'primary'}
      onClick={() => go({ name: 'handling', tab, show: letterId })}
      data-testid="letter.handle"
    >
      {row.own ? words.handled : words.handle}
    </Button>
  );
  const buttons = (
    <>
      {correct}
      {reply}
      {handle}
    </>
  );
  return { buttons, failure: begin.failure };
}

function Facts({ detail }: { readonly detail: LetterDetail }) {
  const { row, content } = detail;
  const labels = words.labels;
  return (
    <Card size="small" title={words.facts} data-testid="letter.facts">
      <DescriptionGrid
        columns={1}
        labelWidth={96}
        items={[
          { key: 'number', label: labels.number, value: row.number },
          { key: 'kind', label: labels.kind, value: row.kindName },
          { key: 'from', label: labels.from, value: row.from },
          { key: 'to', label: labels.to, value: row.to },
          { key: 'copies', label: labels.copies, value: content?.copies.join('、') },
          { key: 'date', label: labels.date, value: row.date },
          { key: 'signer', label: labels.signer, value: row.signer },
          { key: 'due', label: labels.due, value: row.dueOn || row.answeredBy ? <Due row={row} /> : '' },
          ...(row.own ? [{ key: 'sent', label: labels.sent, value: row.sent ? text.list.sent : text.list.notSent }] : []),
        ]}
      />
      <Linked label={words.answeredBy} letterId={row.answeredBy} />
      <Linked label={words.answers} letterId={content?.answers?.letterId ?? ''} />
      <Linked label={words.corrects} letterId={row.corrects} />
    </Card>
  );
}

/** The letter that answers this one, that this one answers, or that it corrects. */
function Linked({ label, letterId }: { readonly label: string; readonly letterId: string }) {
  const go = useNavigation((navigation) => navigation.go);
  if (letterId === '') return null;
  return (
    <Button type="link" className="letter-link" onClick={() => go({ name: 'letter', letterId })}>
      {label}
    </Button>
  );
}

function About({ about }: { readonly about: LetterDetail['about'] }) {
  if (about.length === 0) return null;
  return (
    <Card size="small" title={words.about}>
      <Flex vertical gap={4}>
        {about.map((record) => (
          <div key={record.recordId}>
            <Typography.Text>{record.title}</Typography.Text> <Typography.Text type="secondary">{record.subtitle}</Typography.Text>
          </div>
        ))}
      </Flex>
    </Card>
  );
}

function Files({ files }: { readonly files: LetterDetail['files'] }) {
  const { saving, save } = useSaveFile();
  if (files.length === 0) return null;
  return (
    <Card size="small" title={words.files}>
      <Flex vertical gap={4}>
        {files.map(({ sha256, name, size }) => (
          <Flex key={`${sha256} ${name}`} align="center" gap={8}>
            <PaperClipOutlined />
            <Typography.Text ellipsis={{ tooltip: name }} style={{ flex: 1 }}>
              {name}
            </Typography.Text>
            <Typography.Text type="secondary">{sizeText(size)}</Typography.Text>
            <Button
              size="small"
              disabled={saving}
              onClick={() => void save('attachment', name, (token) => workstation().saveAttachment({ sha256, token }))}
            >
              {words.openFile}
            </Button>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

function History({ items }: { readonly items: LetterDetail['timeline'] }) {
  return (
    <Card size="small" title={words.timeline} data-testid="letter.timeline">
      <Timeline
        items={items.map((item, index) => ({
          key: item.entryId,
          color: index === 0 ? 'blue' : 'gray',
          content: (
            <Flex vertical>
              <Typography.Text strong>{item.title}</Typography.Text>
              <Typography.Text type="secondary">
                {item.at} {item.actor}
              </Typography.Text>
              {item.details.map((line) => (
                <Typography.Text key={line}>{line}</Typography.Text>
              ))}
            </Flex>
          ),
        }))}
      />
    </Card>
  );
}
