    foo(alpha);  // c
