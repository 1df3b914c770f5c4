/** Names of the samples of meetings, and what the note says of each. */
export const MEETING_FOLDER = '会议';

export const MEETING_DOCUMENT_FILES = {
  record: paper('会议记录_例会'),
  minutes: paper('会议纪要_例会'),
  memorandum: paper('备忘录_例会'),
} as const;

export const MEETING_FILES = {
  sheet: `${MEETING_FOLDER}/签到表_联席会议.pdf`,
  workbook: `${MEETING_FOLDER}/会议工作簿_例会.xlsx`,
  ledger: `${MEETING_FOLDER}/会议和督办年度台账.xlsx`,
  liaisons: `${MEETING_FOLDER}/联络员名单_隐去号码.xlsx`,
  calendar: `${MEETING_FOLDER}/日历_会议和期限.ics`,
} as const;

function paper(name: string) {
  return { pdf: `${MEETING_FOLDER}/${name}.pdf`, docx: `${MEETING_FOLDER}/${name}.docx` };
}

export const MEETING_SAMPLE_FILES: readonly string[] = [
  ...Object.values(MEETING_DOCUMENT_FILES).flatMap(({ pdf, docx }) => [pdf, docx]),
  ...Object.values(MEETING_FILES),
];

const NOTES: Readonly<Record<keyof typeof MEETING_DOCUMENT_FILES, string>> = {
  record: '会议记录：到会情况、各项议题的发言、立场、表决和结论，由主持人和记录人签字，只留在记录的部门（办法第三十一条（三））。',
  minutes: '会议纪要：同一次例会达成一致的两项议题，责任单位和完成时限，按 GB/T 9704-2012 纪要格式。',
  memorandum: '备忘录：各方对三项议题的立场，其中一项未达成一致意见，提请联席会议审定，由各方签字。',
};

export function meetingNotes(): readonly string[] {
  const documents = Object.entries(MEETING_DOCUMENT_FILES).flatMap(([form, { pdf, docx }]) => [
    pdf,
    docx,
    `    ${NOTES[form as keyof typeof NOTES]}`,
  ]);
  return [
    ...documents,
    MEETING_FILES.sheet,
    '    联席会议签到表：各部门报名的参会人员，未报名的留空，现场签字（办法第十七条）。',
    MEETING_FILES.workbook,
    '    同一次例会的工作簿：会议概况、参会情况、议题与结论、督办事项四张表，可以直接打印。',
    MEETING_FILES.ledger,
    '    当年的会议台账和督办台账（办法第二十九条、第三十一条（三））。',
    MEETING_FILES.liaisons,
    '    各部门联络员名单，联系方式隐去中间部分（办法第二十七条、第二十八条）。',
    MEETING_FILES.calendar,
    '    前后两个月的会议、征集截止和督办、函询期限，可以导入日历程序（RFC 5545）。',
  ];
}
