/** What is done with an issued letter: print it, save it, put it into a package. */
import { FilePdfOutlined, FileWordOutlined, InboxOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { type Failure, ok } from '#shared/domain/result.ts';
import type { LetterRow } from '#shared/workstation/letters/letters-api.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PackDialog, type Parcel } from '../../components/pack-dialog.tsx';
import { paperText } from '../../components/paper/paper-text.ts';
import { usePrint } from '../../components/paper/use-print.tsx';
import { useHotkey } from '../../components/use-hotkey.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { text } from './text.ts';

const words = text.detail;

export function LetterActions({ row }: { readonly row: LetterRow }) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const print = usePrint();
  const { saving, save } = useSaveFile();
  const [packing, setPacking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { letterId } = row;
  const name = `${row.number} ${row.title}`;
  const startPrint = async () => {
    const pdf = await workstation().readLetterPdf(letterId);
    setFailure(pdf.ok ? undefined : pdf.error);
    if (pdf.ok) print.print(pdf.value);
  };
  useHotkey('Ctrl+P', () => void startPrint(), { enabled: !packing });
  return (
    <>
      <FailureAlert failure={failure ?? print.failure} title={paperText.printFailed} />
      <Button icon={<PrinterOutlined />} loading={print.busy} onClick={() => void startPrint()} data-testid="letter.print">
        {words.print}
      </Button>
      <Button
        icon={<FilePdfOutlined />}
        loading={saving}
        onClick={() => void save('pdf', `${name}.pdf`, (token) => workstation().saveLetterPdf({ letterId, token }))}
        data-testid="letter.savePdf"
      >
        {words.savePdf}
      </Button>
      <Button
        icon={<FileWordOutlined />}
        loading={saving}
        onClick={() => void save('document', `${name}.docx`, (token) => workstation().saveLetterDocx({ letterId, token }))}
        data-testid="letter.saveDocx"
      >
        {words.saveDocx}
      </Button>
      {row.own && (
        <Button icon={<InboxOutlined />} disabled={readOnly} onClick={() => setPacking(true)} data-testid="letter.pack">
          {words.pack}
        </Button>
      )}
      <PackDialog open={packing} title={words.packTitle} parcel={parcelOf(row)} testId="letter" onClose={() => setPacking(false)} />
      {print.sheet}
    </>
  );
}

function parcelOf({ letterId, number, title }: LetterRow): Parcel {
  return {
    purpose: 'letters',
    title: `${number} ${title}`,
    recipients: async () => {
      const detail = await workstation().letterDetail(letterId);
      return detail.ok ? ok(detail.value.recipientIds) : detail;
    },
    write: (output) => workstation().exportLetters({ ...output, letters: [letterId] }),
  };
}
