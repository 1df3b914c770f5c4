/** Before a correction is kept: what changes, and why. The reason travels with the record (办法 20(二), 32). */
import { Button, Flex, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { ChangeTable } from './change-table.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { recordText } from './record-text.ts';
import type { RecordCorrection } from './use-record-save.ts';

const words = recordText.form;

/** `correction.changes` undefined: closed */
export function CorrectionDialog({
  correction: { changes, saving, failure, save: onSave, close },
}: {
  readonly correction: RecordCorrection;
}) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const save = () => {
    setAsked(true);
    if (reason.trim()) onSave(reason.trim());
  };
  const footer = (
    <>
      <Button onClick={close} disabled={saving}>
        {words.diffCancel}
      </Button>
      <Button type="primary" loading={saving} onClick={save} data-testid="form.confirm">
        {words.diffOk}
      </Button>
    </>
  );
  return (
    <Modal
      open={changes !== undefined}
      title={words.diffTitle}
      width={640}
      onCancel={close}
      closable={!saving}
      keyboard={!saving}
      mask={{ closable: false }}
      footer={footer}
    >
      <Flex vertical gap={12}>
        <FailureAlert failure={failure} title={words.failed} />
        <Typography.Text>{words.diffHelp}</Typography.Text>
        <div className="record-diff">
          <ChangeTable changes={changes ?? []} />
        </div>
        <Reason value={reason} missing={asked && !reason.trim()} disabled={saving} onChange={setReason} onEnter={save} />
      </Flex>
    </Modal>
  );
}

interface ReasonProps {
  readonly value: string;
  readonly missing: boolean;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}

function Reason({ value, missing, disabled, onChange, onEnter }: ReasonProps) {
  return (
    <Form layout="vertical" component="div">
      <Form.Item
        label={words.reason}
        required
        htmlFor="form-reason"
        style={{ marginBottom: 0 }}
        {...(missing && { validateStatus: 'error' as const })}
        help={words.reasonRequired}
      >
        <Input
          id="form-reason"
          value={value}
          maxLength={500}
          autoFocus
          disabled={disabled}
          placeholder={words.reasonPlaceholder}
          onChange={(event) => onChange(event.target.value)}
          onPressEnter={onEnter}
          data-testid="form.reason"
        />
      </Form.Item>
    </Form>
  );
}
