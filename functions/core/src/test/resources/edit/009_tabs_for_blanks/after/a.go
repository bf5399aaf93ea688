func a() {
	if x {
		y()
		if z {
			w()
		}
	}
}
