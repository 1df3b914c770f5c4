/** The cards inside a 名录包, each with its fingerprint; only new ones can be ticked, and only on a coordinator's word. */
import { Alert, Button, Checkbox, Flex, Tag, Typography } from 'antd';
import type { ListedCard, OpenedPackage } from '#shared/workstation/api.ts';
import { fingerprintGroups } from '../../components/fingerprint.tsx';
import { cardsText as words } from './cards-text.ts';

const COLORS = { new: 'success', known: 'default', changed: 'error', revoked: 'error' } as const satisfies Record<
  ListedCard['relation'],
  string
>;

/** what is ticked at first: every card that is new */
export function newCards(opened: OpenedPackage): readonly string[] {
  return opened.cards.filter((card) => card.relation === 'new').map((card) => card.fingerprint);
}

export interface CardListProps {
  readonly opened: OpenedPackage;
  readonly ticked: readonly string[];
  readonly onTick: (fingerprints: readonly string[]) => void;
  readonly onDirectory: () => void;
}

export function CardList({ opened, ticked, onTick, onDirectory }: CardListProps) {
  const { cards, coordinator } = opened;
  const toggle = (card: ListedCard, on: boolean) =>
    onTick(on ? [...ticked, card.fingerprint] : ticked.filter((fingerprint) => fingerprint !== card.fingerprint));
  return (
    <Flex vertical gap={8} data-testid="packages.cards">
      {!coordinator && <NotCoordinator onDirectory={onDirectory} />}
      <div>
        <Typography.Text strong>{words.title(cards.length)}</Typography.Text>
        {coordinator && <div className="preview-secondary">{newCards(opened).length > 0 ? words.hint : words.none}</div>}
      </div>
      <ul className="preview-lines card-lines">
        {cards.map((card) => (
          <li key={card.fingerprint}>
            <Checkbox
              checked={coordinator && ticked.includes(card.fingerprint)}
              disabled={!coordinator || card.relation !== 'new'}
              onChange={(event) => toggle(card, event.target.checked)}
              aria-label={card.department.name}
              data-testid={`packages.card.${card.department.uscc}`}
            />
            <Card card={card} />
          </li>
        ))}
      </ul>
    </Flex>
  );
}

function Card({ card }: { readonly card: ListedCard }) {
  const { label, hint } = words.relation[card.relation];
  return (
    <div className="card-line">
      <Flex gap={8} align="center" wrap>
        <Typography.Text strong>{card.department.name}</Typography.Text>
        <Tag color={COLORS[card.relation]} style={{ margin: 0 }}>
          {label}
        </Tag>
        {card.workstation && <span className="preview-secondary">{card.workstation}</span>}
      </Flex>
      <div className="digest card-fingerprint">{fingerprintGroups(card.fingerprint).join(' ')}</div>
      {hint && <div className="preview-secondary">{hint}</div>}
    </div>
  );
}

function NotCoordinator({ onDirectory }: { readonly onDirectory: () => void }) {
  const { title, hint, action } = words.notCoordinator;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      title={title}
      description={hint}
      action={
        <Button size="small" onClick={onDirectory} data-testid="packages.cards.directory">
          {action}
        </Button>
      }
      data-testid="packages.cards.notCoordinator"
    />
  );
}
