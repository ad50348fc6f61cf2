insert into users(email,name,kind,points) select 'u'||g||'@x.de','n'||g, (array['person','company','bot'])[1+g%3], g*7 from generate_series(1,30) g;
insert into orders(user_id,state,channel,price,note) select 1+g%30,(array['new','paid','shipped'])[1+g%3]::order_state,(array['web','app','shop'])[1+g%3],g,'x' from generate_series(1,60) g;
insert into items(order_id,line,sku) select 1+g%60, g, 's'||g from generate_series(1,100) g;
refresh materialized view by_channel;
