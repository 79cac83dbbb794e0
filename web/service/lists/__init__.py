"""The lists people work from: proposals, people and vacancies; filtered, sorted, cut in pages and exported alike."""
