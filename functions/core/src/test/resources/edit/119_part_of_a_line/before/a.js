    foo(alpha, beta);  // c
