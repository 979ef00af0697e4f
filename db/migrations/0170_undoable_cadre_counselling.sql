-- What the sheets of cadre and of counselling write, so that an import of them can be undone.
select undoable('cadre_post');
select undoable('counselling_record');
select undoable('counselling_student');
