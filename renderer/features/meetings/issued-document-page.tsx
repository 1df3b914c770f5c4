/** A document as it was issued: its pages, who confirmed it, and what can be done with it (办法 31(三)). */
import { CheckOutlined, EditOutlined, FilePdfOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { MEETING_DOCUMENTS } from '#shared/domain/meeting.ts';
import { type Failure, ok } from '#shared/domain/result.ts';
import type { MeetingDocumentRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { PdfPane } from '../../components/paper/preview-pane.tsx';
import { usePrint } from '../../components/paper/use-print.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { useWrite } from '../../components/use-write.ts';
import { documentText } from './document-text.ts';
import { Confirmations } from './documents-tab.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { text } from './text.ts';
import { useReadOnly } from './use-own.ts';

const words = documentText;

export interface IssuedDocumentPageProps {
  readonly row: MeetingDocumentRow;
  readonly meetingId: string;
}

export function IssuedDocumentPage({ row, meetingId }: IssuedDocumentPageProps) {
  const back = useNavigation((navigation) => navigation.back);
  const pdf = useAsync(() => workstation().readMeetingDocumentPdf(row.documentId), [row.documentId]);
  const [failure, setFailure] = useState<Failure>();
  return (
    <div className="page-fill letter-detail" data-testid="document" data-form={row.form}>
      <PageHeader
        title={`${row.title}${row.issue}`}
        extra={<Tag variant="outlined">{MEETING_DOCUMENTS[row.form]}</Tag>}
        onBack={back}
        actions={
          <>
            <FileActions row={row} pdf={pdf.value} />
            <WordActions row={row} meetingId={meetingId} onFailure={setFailure} />
          </>
        }
      />
      <FailureAlert failure={failure} title={text.failed} />
      <div className="letter-columns">
        <div className="letter-left">
          <Card size="small">
            <DescriptionGrid
              columns={1}
              labelWidth={96}
              items={[
                { key: 'form', label: words.facts.form, value: MEETING_DOCUMENTS[row.form] },
                { key: 'issue', label: words.facts.issue, value: row.issue },
                { key: 'date', label: words.facts.date, value: row.date },
                { key: 'signer', label: words.facts.signer, value: row.signer },
              ]}
            />
          </Card>
          {row.confirmations.length > 0 && (
            <Card size="small">
              <Confirmations confirmations={row.confirmations} />
            </Card>
          )}
        </div>
        <PdfPane pdf={pdf.value} title={words.previewTitle}>
          <FailureAlert failure={pdf.failure} title={words.failed} onRetry={pdf.reload} />
        </PdfPane>
      </div>
    </div>
  );
}

function FileActions({ row, pdf }: { readonly row: MeetingDocumentRow; readonly pdf: Uint8Array | undefined }) {
  const { documentId } = row;
  const print = usePrint();
  const { saving, save } = useSaveFile();
  const name = `${MEETING_DOCUMENTS[row.form]}_${row.title}${row.issue}`;
  const printNow = () => pdf && print.print(pdf);
  useHotkey('Ctrl+P', printNow);
  return (
    <>
      <FailureAlert failure={print.failure} title={paperText.printFailed} />
      <Button icon={<PrinterOutlined />} loading={print.busy} disabled={!pdf} onClick={printNow} data-testid="document.print">
        {words.print}
      </Button>
      <Button
        icon={<FilePdfOutlined />}
        loading={saving}
        onClick={() => void save('pdf', `${name}.pdf`, (token) => workstation().saveMeetingDocumentPdf({ documentId, token }))}
        data-testid="document.savePdf"
      >
        {words.savePdf}
      </Button>
      <Button
        icon={<FileWordOutlined />}
        loading={saving}
        onClick={() => void save('document', `${name}.docx`, (token) => workstation().saveMeetingDocumentDocx({ documentId, token }))}
        data-testid="document.saveDocx"
      >
        {words.saveDocx}
      </Button>
      {print.sheet}
    </>
  );
}

interface WordActionsProps extends IssuedDocumentPageProps {
  readonly onFailure: (failure: Failure | undefined) => void;
}

/** The convener corrects; a party confirms or says what it sees otherwise. */
function WordActions({ row, meetingId, onFailure }: WordActionsProps) {
  const { documentId, form, confirmed } = row;
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useReadOnly();
  const { message } = App.useApp();
  const { busy, write } = useWrite();
  const [objecting, setObjecting] = useState(false);
  const correct = async () => {
    const begun = await write(async () => {
      const result = await workstation().beginMeetingDocument({ meetingId, form, corrects: documentId });
      onFailure(result.ok ? undefined : result.error);
      return result;
    });
    if (begun) go({ name: 'meetingDocument', documentId: begun.documentId });
  };
  const confirm = async () => {
    const done = await write(async () => {
      const result = await workstation().confirmMeetingDocument({ documentId, agrees: true, note: '' });
      onFailure(result.ok ? undefined : result.error);
      return result.ok ? ok(true) : result;
    });
    if (done) void message.success(words.confirmed);
  };
  if (confirmed === undefined) {
    return (
      <>
        <Button icon={<EditOutlined />} disabled={readOnly} loading={busy} onClick={() => void correct()} data-testid="document.correct">
          {words.correct}
        </Button>
        <Button type="primary" onClick={() => go({ name: 'meeting', meetingId, tab: 'documents' })} data-testid="document.meeting">
          {words.toMeeting}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button disabled={readOnly || busy} onClick={() => setObjecting(true)} data-testid="document.object">
        {words.object}
      </Button>
      <Button
        type={confirmed ? 'default' : 'primary'}
        icon={<CheckOutlined />}
        disabled={readOnly}
        loading={busy}
        onClick={() => void confirm()}
        data-testid="document.confirm"
      >
        {words.confirm}
      </Button>
      <Button onClick={() => go({ name: 'meeting', meetingId, tab: 'documents' })} data-testid="document.meeting">
        {words.toMeeting}
      </Button>
      <ReasonDialog
        open={objecting}
        title={words.objectTitle}
        hint={words.objectRequired}
        label={words.objectNote}
        okText={words.objectOk}
        maxLength={1000}
        name="document.objection"
        write={(note) => workstation().confirmMeetingDocument({ documentId, agrees: false, note })}
        onDone={() => void message.success(words.objected)}
        onClose={() => setObjecting(false)}
      />
    </>
  );
}
