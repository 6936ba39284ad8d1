"""The two logs. They only grow; whole segments go when their time is over."""
