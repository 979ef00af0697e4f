-- Every table that some sheet of an import writes. What is missing here could not be undone: the test that undoes
-- the sample school's import finds it.
select undoable('person');
select undoable('staff');
select undoable('appointment');
select undoable('class');
select undoable('registration');
select undoable('registration_identity');
select undoable('visit');
select undoable('placement');
select undoable('course');
select undoable('course_plan');
select undoable('offering');
select undoable('offering_teacher');
select undoable('enrolment');
select undoable('grade');
