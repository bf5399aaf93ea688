func a() {
	if x {
		y()
	}
}
