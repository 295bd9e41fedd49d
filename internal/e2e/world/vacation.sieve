require ["vacation"];
vacation :days 1 :addresses ["ooo@world.test"] :subject "Out of office: back on the 30th"
  "I am away until the 30th and read no mail. 5 4 3 2 1";
