-- An order that was placed before this moment and is read after it is in "shown" already: it must not be counted off again.
alter table publication add column shown_at timestamptz;
