/** 文件: made from the record, issued, confirmed by the parties (办法 31(三)); the workbook of the meeting. */
import { FileExcelOutlined, FileTextOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { MEETING_DOCUMENTS, type MeetingDocumentForm } from '#shared/domain/meeting.ts';
import type { MeetingDetail, MeetingDocumentRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation-client.ts';
import { ContactsFileDialog } from '../../components/contacts-file-dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useWrite } from '../../components/use-write.ts';
import { makeableForms } from './document-model.ts';
import { documentText } from './document-text.ts';
import { text } from './text.ts';
import { useReadOnly } from './use-own.ts';

const words = text.detail.documents;

export function DocumentsTab({ detail }: { readonly detail: MeetingDetail }) {
  const { row, documents, closed } = detail;
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useReadOnly();
  const [exporting, setExporting] = useState(false);
  const { busy, failure, write } = useWrite();
  const forms = readOnly ? [] : makeableForms(detail);
  const make = async (form: MeetingDocumentForm) => {
    const begun = await write(() => workstation().beginMeetingDocument({ meetingId: row.meetingId, form }));
    if (begun) go({ name: 'meetingDocument', documentId: begun.documentId });
  };
  const buttons = forms.map((form) => (
    <Button
      key={form}
      type={form === 'minutes' ? 'primary' : 'default'}
      icon={<FileTextOutlined />}
      disabled={busy}
      onClick={() => void make(form)}
      data-testid={`meeting.make.${form}`}
    >
      {words.make(MEETING_DOCUMENTS[form])}
    </Button>
  ));
  return (
    <div className="meeting-cards">
      <FailureAlert failure={failure} title={text.failed} />
      <Flex gap={8} wrap>
        {documents.length > 0 && buttons}
        {(closed || row.stage === 'held') && (
          <Button icon={<FileExcelOutlined />} onClick={() => setExporting(true)} data-testid="meeting.workbook">
            {words.workbook}
          </Button>
        )}
      </Flex>
      <ContactsFileDialog
        open={exporting}
        title={words.workbookTitle}
        hint={words.workbookHint}
        fileName={() => `${row.title}_${row.date}.xlsx`}
        write={(token, contacts) => workstation().saveMeetingWorkbook({ meetingId: row.meetingId, token, contacts })}
        name="meeting.workbook"
        onClose={() => setExporting(false)}
      />
      {documents.length === 0 && (
        <EmptyState
          title={words.none}
          description={closed ? words.onlyConvener : row.own ? words.noneOpen : words.noneOther}
          action={
            <Flex gap={8} justify="center">
              {buttons}
            </Flex>
          }
        />
      )}
      {documents.map((document) => (
        <DocumentCard key={document.documentId} document={document} />
      ))}
    </div>
  );
}

function DocumentCard({ document }: { readonly document: MeetingDocumentRow }) {
  const go = useNavigation((navigation) => navigation.go);
  const { documentId, form, title, issue, issued, date, signer, corrects, confirmations, confirmed } = document;
  return (
    <Card
      size="small"
      title={
        <>
          {MEETING_DOCUMENTS[form]}　{title}
          {issue}
        </>
      }
      extra={
        <Flex gap={8} align="center">
          {corrects !== undefined && <Tag color="orange">{words.corrects}</Tag>}
          <Tag color={issued ? 'green' : 'blue'}>{issued ? words.issued : words.draft}</Tag>
          {issued && confirmed !== undefined && (
            <Tag color={confirmed ? 'green' : 'red'}>{confirmed ? words.confirmed : words.toConfirm}</Tag>
          )}
          <Button
            size="small"
            type={confirmed === false || !issued ? 'primary' : 'default'}
            onClick={() => go({ name: 'meetingDocument', documentId })}
            data-testid={`meeting.document.${form}`}
          >
            {issued ? words.open : words.edit}
          </Button>
        </Flex>
      }
      data-testid="meeting.document"
      data-form={form}
      data-issued={issued}
    >
      <Typography.Text type="secondary">
        {[date, signer && `${documentText.facts.signer}：${signer}`].filter(Boolean).join('　')}
      </Typography.Text>
      <Confirmations confirmations={confirmations} />
    </Card>
  );
}

export function Confirmations({ confirmations }: Pick<MeetingDocumentRow, 'confirmations'>) {
  if (confirmations.length === 0) return null;
  return (
    <div>
      <Typography.Text type="secondary">{words.confirmations}</Typography.Text>
      {confirmations.map(({ department, agrees, note, at }) => (
        <div key={department} data-testid="meeting.confirmation">
          <Tag color={agrees ? 'green' : 'red'}>{agrees ? words.agrees : words.objects}</Tag>
          {department} <span className="meeting-secondary">{at}</span>
          {note !== '' && <div className="meeting-text">{note}</div>}
        </div>
      ))}
    </div>
  );
}
