/** What can be done with any record: the next one, print, a letter about it, a package with it, a correction. */
import { EditOutlined, FileTextOutlined, InboxOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { type Page, useNavigation } from '../app/navigation.ts';
import { useSelection } from '../app/selection.ts';
import { useSession } from '../app/session.ts';
import type { RecordDetail } from './record-detail-frame.tsx';
import { recordListText } from './record-list-text.ts';
import { RecordNeighbours } from './record-neighbours.tsx';
import { recordText } from './record-text.ts';
import { useHotkey } from './use-hotkey.ts';

const words = recordText.detail;

export interface RecordActionsProps {
  readonly detail: RecordDetail;
  /** beginning of the test ids */
  readonly name: string;
  readonly form: Page;
  readonly onPrint: () => void;
  readonly pack: { readonly label: string; readonly testId: string };
  /** why a record of another department can't be corrected here */
  readonly correctForeign: string;
  /** further buttons, before 更正 */
  readonly children?: ReactNode;
}

export function RecordActions({ detail, name, form, onPrint, pack, correctForeign, children }: RecordActionsProps) {
  const go = useNavigation((navigation) => navigation.go);
  const setRecords = useSelection((selection) => selection.setRecords);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { own, row } = detail;
  const { recordId } = row;
  const correctable = own && !readOnly;
  const correct = () => go(form);
  const toPackages = () => {
    setRecords([recordId]);
    go({ name: 'packages' });
  };
  useHotkey('Ctrl+E', correct, { enabled: correctable });
  useHotkey('Ctrl+P', onPrint);
  return (
    <>
      <RecordNeighbours recordId={recordId} testId={name} />
      <Tooltip title={words.keys.print} mouseEnterDelay={0.6}>
        <Button icon={<PrinterOutlined />} onClick={onPrint} data-testid={`${name}.print`}>
          {words.print}
        </Button>
      </Tooltip>
      <Button
        icon={<FileTextOutlined />}
        disabled={readOnly}
        onClick={() => go({ name: 'letters', about: [recordId] })}
        data-testid={`${name}.letter`}
      >
        {words.letter}
      </Button>
      {own && (
        <Button icon={<InboxOutlined />} disabled={readOnly} onClick={toPackages} data-testid={pack.testId}>
          {pack.label}
        </Button>
      )}
      {children}
      <Tooltip title={own ? (readOnly ? recordListText.readOnly : words.keys.correct) : correctForeign} mouseEnterDelay={0.3}>
        <Button
          // what isn't this department's to correct doesn't stand out
          type={own ? 'primary' : 'default'}
          icon={<EditOutlined />}
          disabled={!correctable}
          onClick={correct}
          data-testid={`${name}.correct`}
        >
          {words.correct}
        </Button>
      </Tooltip>
    </>
  );
}
