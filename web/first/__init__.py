"""The first HTML of the page: what chats and search engines read, and the first sight."""
