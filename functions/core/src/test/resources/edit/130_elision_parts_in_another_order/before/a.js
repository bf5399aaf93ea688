one();
four();
three();
one1();
