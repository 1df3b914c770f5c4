/** 清单 of a package as a workbook. Full identity numbers need a deliberate choice (personal data). */
import { Alert, Button, Checkbox, Flex, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { PackageRow } from '#shared/workstation/api.ts';
import { workstation } from '../../app/workstation-client.ts';
import { listText } from './delivery-text.ts';
import { useSaveFile } from './use-save-file.tsx';

const words = listText;

export interface PackageListDialogProps {
  /** closed when undefined */
  readonly row: PackageRow | undefined;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

interface IdentityChoice {
  readonly full: boolean;
  readonly understood: boolean;
}

const MASKED: IdentityChoice = { full: false, understood: false };

export function PackageListDialog({ row, onClose, onDone }: PackageListDialogProps) {
  const [choice, setChoice] = useState(MASKED);
  const [tried, setTried] = useState(false);
  const { saving, save } = useSaveFile();
  const reset = () => {
    setChoice(MASKED);
    setTried(false);
  };
  const write = async () => {
    setTried(true);
    const { full, understood } = choice;
    if (!row || (full && !understood)) return;
    const saved = await save({
      kind: 'workbook',
      suggestedName: words.fileName(row.title),
      write: (token) => workstation().savePackageList({ rowId: row.rowId, token, full }),
    });
    if (!saved) return;
    onDone?.();
    onClose();
  };
  return (
    <Modal
      open={row !== undefined}
      title={words.title}
      width={520}
      centered
      onCancel={onClose}
      afterClose={reset}
      footer={
        <>
          <Button onClick={onClose} data-testid="packages.list.cancel">
            {words.cancel}
          </Button>
          <Button type="primary" loading={saving} onClick={() => void write()} data-testid="packages.list.ok">
            {words.ok}
          </Button>
        </>
      }
    >
      <Flex vertical gap={12}>
        {row && <Typography.Text>{words.hint(row.records)}</Typography.Text>}
        <Identity choice={choice} tried={tried} onChange={setChoice} />
      </Flex>
    </Modal>
  );
}

interface IdentityProps {
  readonly choice: IdentityChoice;
  readonly tried: boolean;
  readonly onChange: (choice: IdentityChoice) => void;
}

function Identity({ choice, tried, onChange }: IdentityProps) {
  return (
    <Flex vertical gap={8}>
      <Typography.Text strong>{words.identity}</Typography.Text>
      <Radio.Group
        vertical
        value={choice.full}
        onChange={(event) => onChange({ full: event.target.value === true, understood: false })}
        style={{ gap: 8 }}
      >
        <Radio value={false} data-testid="packages.list.masked">
          {words.masked}
          <Typography.Text type="secondary" style={{ display: 'block' }}>
            {words.maskedHint}
          </Typography.Text>
        </Radio>
        <Radio value={true} data-testid="packages.list.full">
          {words.full}
        </Radio>
      </Radio.Group>
      {choice.full && (
        <>
          <Alert type="warning" showIcon title={words.fullConsequence} />
          <Checkbox
            checked={choice.understood}
            onChange={(event) => onChange({ ...choice, understood: event.target.checked })}
            data-testid="packages.list.tick"
          >
            {words.fullTick}
          </Checkbox>
          {tried && !choice.understood && (
            <Typography.Text type="danger" role="alert">
              {words.fullMissing}
            </Typography.Text>
          )}
        </>
      )}
    </Flex>
  );
}
