-- 成績: what one enrolment came to. Scores are of 100; whether one passes is what the school said, null where the
-- pass mark decides. The exams and the year belong to the same grade: they are turns of one course.
create table grade (
  enrolment_id uuid primary key references enrolment,
  -- 學期學業成績; of a retake, make-up or repeat its own score; of a transfer the score after crediting.
  score numeric(5, 2) check (score between 0 and 100),
  passed boolean,
  make_up_score numeric(5, 2) check (make_up_score between 0 and 100),
  make_up_passed boolean,
  -- 進修部: the second make-up exam, and the year.
  second_make_up_score numeric(5, 2) check (second_make_up_score between 0 and 100),
  second_make_up_passed boolean,
  year_score numeric(5, 2) check (year_score between 0 and 100),
  year_passed boolean,
  -- 是否採計學分 (學時)
  counted boolean,
  -- 質性文字描述
  words text not null default '',
  -- 補修, 重修: the year and semester it should have been taken in, and the code of the way it was.
  due_school_year int,
  due_semester int check (due_semester in (1, 2)),
  method text not null default '',
  -- 轉學轉科: code of the student's identity; 重讀: its mark.
  identity text not null default '',
  mark text not null default ''
);
comment on table grade is 'courses: what an enrolment came to';
