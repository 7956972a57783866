def run(quick): pass
