/** The list as a workbook; contacts are personal data and masked unless chosen. */
import { Alert, Flex, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { workstation } from '../../app/workstation-client.ts';
import { todayHere } from '../../components/record-format.ts';
import { testId } from '../../components/test-id.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { text } from './text.ts';

const words = text.file;

export function ListFileDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [contacts, setContacts] = useState(false);
  const { saving, save } = useSaveFile();
  const write = async () => {
    await save('workbook', words.name(todayHere()), (token) => workstation().saveLiaisonList({ token, contacts }));
    onClose();
  };
  return (
    <Modal
      open={open}
      title={words.title}
      onCancel={onClose}
      afterClose={() => setContacts(false)}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={saving}
      onOk={() => void write()}
      okButtonProps={testId('liaisons.file.ok')}
    >
      <Flex vertical gap={12}>
        <Typography.Text>{words.hint}</Typography.Text>
        <Radio.Group vertical value={contacts} onChange={(event) => setContacts(event.target.value === true)}>
          <Radio value={false} data-testid="liaisons.file.masked">
            {words.masked}
          </Radio>
          <Radio value={true} data-testid="liaisons.file.full">
            {words.full}
          </Radio>
        </Radio.Group>
        {contacts && <Alert type="warning" showIcon title={words.fullHelp} />}
      </Flex>
    </Modal>
  );
}
