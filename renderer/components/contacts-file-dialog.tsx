/** A workbook with contacts in it: they are personal data and masked unless chosen (办法 27, 28). */
import { Alert, Flex, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import type { Result } from '#shared/domain/result.ts';
import type { SavedFile } from '#shared/workstation/api.ts';
import { testId } from './test-id.ts';
import { componentText } from './text.ts';
import { useSaveFile } from './use-save-file.tsx';

const words = componentText.contactsFile;

export interface ContactsFileDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly hint: string;
  readonly fileName: () => string;
  readonly write: (token: string, contacts: boolean) => Promise<Result<SavedFile>>;
  /** beginning of the test ids */
  readonly name: string;
  readonly onClose: () => void;
}

export function ContactsFileDialog({ open, title, hint, fileName, write, name, onClose }: ContactsFileDialogProps) {
  const [contacts, setContacts] = useState(false);
  const { saving, save } = useSaveFile();
  const run = async () => {
    await save('workbook', fileName(), (token) => write(token, contacts));
    onClose();
  };
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      afterClose={() => setContacts(false)}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={saving}
      onOk={() => void run()}
      okButtonProps={testId(`${name}.ok`)}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{hint}</Typography.Text>
        <Radio.Group vertical value={contacts} onChange={(event) => setContacts(event.target.value === true)}>
          <Radio value={false} data-testid={`${name}.masked`}>
            {words.masked}
          </Radio>
          <Radio value={true} data-testid={`${name}.full`}>
            {words.full}
          </Radio>
        </Radio.Group>
        {contacts && <Alert type="warning" showIcon title={words.fullHelp} />}
      </Flex>
    </Modal>
  );
}
