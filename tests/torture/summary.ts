/** The table at the end of the kill rounds. */
import type { KillRound, Reached } from './kill-rounds.ts';

const REACHED: readonly Reached[] = ['未写入', '日志写到一半', '日志已写，末端未记', '两份已写，未报告', '已全部报告'];

export function summaryTable(rounds: readonly KillRound[]): string {
  const rows = REACHED.map((reached) => {
    const those = rounds.filter((round) => round.reached === reached);
    return [
      reached,
      ...[1, 10].map((files) => those.filter((round) => round.plan.files === files).length),
      those.length,
      problemsOf(those),
    ];
  });
  const sum = (read: (round: KillRound) => number) => rounds.reduce((total, round) => total + read(round), 0).toLocaleString('zh-CN');
  const lines = [
    ['杀死时的进度', '1 个文件', '10 个文件', '合计', '有误'],
    ...rows,
    ['合计', ...[1, 10].map((files) => rounds.filter((round) => round.plan.files === files).length), rounds.length, problemsOf(rounds)],
  ];
  return [
    ...lines.map((cells) =>
      cells
        .map((cell, index) => padded(String(cell), index === 0 ? 22 : 11))
        .join('')
        .trimEnd(),
    ),
    `报告已保存 ${sum((round) => round.reported.rows)} 行，找到 ${sum((round) => round.found.rows)} 行（未报告但完整保存的也算）；`,
    `杀死进程 ${sum((round) => round.at.processes)} 个；重启后有提示的 ${rounds.filter((round) => round.notices.length > 0).length} 回。`,
  ].join('\n');
}

function problemsOf(rounds: readonly KillRound[]): number {
  return rounds.filter((round) => round.problems.length > 0).length;
}

/** Chinese characters take two columns of a terminal. */
function padded(text: string, width: number): string {
  const columns = [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - columns));
}
