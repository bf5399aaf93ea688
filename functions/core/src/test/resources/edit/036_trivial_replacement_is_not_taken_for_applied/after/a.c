int a() {
    run();
}
