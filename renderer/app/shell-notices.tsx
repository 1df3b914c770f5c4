/** What the ledger has to say about itself: repaired, damaged, read-only; and bugs that happened outside a page. */
import { Alert, Button, Flex, Modal, Tag, Typography } from 'antd';
import { useState } from 'react';
import type { LedgerNotice, LedgerState } from '#shared/workstation/api.ts';
import { useBugs } from './bugs.ts';
import { appText } from './text.ts';

const words = appText.notices;

export function ShellNotices({ ledger }: { readonly ledger: LedgerState }) {
  const [seen, setSeen] = useState<readonly LedgerNotice[]>([]);
  const [open, setOpen] = useState(false);
  const bugs = useBugs();
  const pending = ledger.notices === seen ? [] : ledger.notices;
  const worst = worstOf(pending);
  return (
    <>
      {ledger.readOnly && (
        <Alert
          banner
          type="error"
          role="alert"
          title={<Headline head={words.readOnlyTitle} text={words.readOnly(ledger.damagedSegments)} />}
          action={ledger.notices.length > 0 && <DetailsButton onClick={() => setOpen(true)} />}
          data-testid="shell.read-only"
        />
      )}
      {!ledger.readOnly && worst && (
        <Alert
          banner
          type={worst.level}
          title={pending.length > 1 ? `${worst.message}（${words.more(pending.length - 1)}）` : worst.message}
          closable={{ onClose: () => setSeen(ledger.notices), 'aria-label': words.close }}
          action={pending.length > 1 && <DetailsButton onClick={() => setOpen(true)} />}
          data-testid="shell.notices"
        />
      )}
      {bugs.count > 0 && (
        <Alert
          banner
          type="error"
          role="alert"
          title={<Headline head={words.bug} text={words.bugDetail} />}
          closable={{ onClose: bugs.clear, 'aria-label': words.close }}
          data-testid="shell.bug"
        />
      )}
      <Modal
        open={open}
        title={words.modalTitle}
        onCancel={() => setOpen(false)}
        footer={<Button onClick={() => setOpen(false)}>{words.close}</Button>}
        width={640}
      >
        <NoticeList notices={ledger.notices} />
      </Modal>
    </>
  );
}

export function NoticeList({ notices }: { readonly notices: readonly LedgerNotice[] }) {
  return (
    <Flex vertical gap={8}>
      {notices.map((notice) => (
        <Flex key={`${notice.code} ${notice.message}`} gap={8} align="baseline">
          <Tag color={notice.level === 'info' ? 'blue' : notice.level} style={{ flex: 'none' }}>
            {words.level[notice.level]}
          </Tag>
          <Typography.Text>{notice.message}</Typography.Text>
        </Flex>
      ))}
    </Flex>
  );
}

/** one line of a bar: antd's title with description takes three */
function Headline({ head, text }: { readonly head: string; readonly text: string }) {
  return (
    <>
      <strong>{head}</strong>　{text}
    </>
  );
}

function DetailsButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button size="small" onClick={onClick}>
      {words.details}
    </Button>
  );
}

const severity = { error: 2, warning: 1, info: 0 } as const;

function worstOf(notices: readonly LedgerNotice[]): LedgerNotice | undefined {
  return [...notices].sort((a, b) => severity[b.level] - severity[a.level])[0];
}
