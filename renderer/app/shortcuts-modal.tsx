/** F1: what this is for, and every key. */
import { Button, Flex, Modal, Typography } from 'antd';
import { ClassifiedNotice } from '../components/classified-notice.tsx';
import { appText } from './text.ts';

interface ShortcutsModalProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsModal({ open, onClose }: ShortcutsModalProps) {
  const words = appText.shortcuts;
  return (
    <Modal open={open} title={words.title} onCancel={onClose} footer={<Button onClick={onClose}>{words.close}</Button>} width={860}>
      <Flex vertical gap={16}>
        <Typography.Text>{words.intro}</Typography.Text>
        <ClassifiedNotice />
        <Flex gap={32} wrap>
          {words.groups.map((group) => (
            <section key={group.title} style={{ flex: '1 1 280px' }}>
              <Typography.Title level={2} style={{ fontSize: 15, marginBottom: 8 }}>
                {group.title}
              </Typography.Title>
              <dl className="shell-keys">
                {group.keys.map((item) => (
                  <div key={item.keys}>
                    <dt>{item.keys}</dt>
                    <dd>{item.action}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Flex>
      </Flex>
    </Modal>
  );
}
