/** All visible text of 日历. */
import type { CalendarEvent } from '#shared/workstation/meetings/meetings-api.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;

export const text = {
  title: '日历',
  description: '会议、议题征集截止、督办事项、函询答复和函告办理的期限。方向键换日期，PageUp、PageDown 换月份。',
  failed: '没有完成',
  month: (year: number, month: number) => `${year}年${month}月`,
  before: '上个月',
  after: '下个月',
  today: '今天',
  day: (day: string) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return `${month}月${date}日　${WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? ''}`;
  },
  count: (count: number) => `本月 ${count} 项`,
  kinds: {
    meeting: '会议',
    collect: '议题征集',
    action: '督办事项',
    inquiry: '函询答复',
    review: '函告办理',
  } satisfies Record<CalendarEvent['kind'], string>,
  allDay: '全天',
  done: '已完成',
  overdue: '已逾期',
  more: (count: number) => `另有 ${count} 项`,
  working: '工作日',
  rest: '非工作日',
  restMark: '休',
  workMark: '班',
  estimated: '节假日安排尚未公布，按周末推算',
  none: '这一天没有安排',
  noneHint: '召集或者收到会议、议定督办事项以后，日期会标在日历上。',
  place: (place: string) => `地点：${place}`,
  file: {
    button: '导出日历文件',
    hint: '.ics 文件可以导入手机、Outlook、WPS 等日历，带提前提醒。内容离开本工作站后不再加密。',
    spans: { month: '当前显示的月份', quarter: '今天起三个月', year: '今天起一年' },
    name: (from: string, to: string) => `审管联动日历_${from}_${to}.ics`,
  },
} as const;
