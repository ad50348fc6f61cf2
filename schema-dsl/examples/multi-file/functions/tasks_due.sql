create function tasks_due(days integer) returns setof tasks
language sql stable as $$
  select * from tasks where state <> 'done' and due_on <= current_date + days order by due_on
$$;
