-- Who reads and writes the rows of networks. One heading for each theme; who adds a theme adds its own.

-- Subjects and what is said of them ------------------------------------------------------------------------

-- Links and joinings ---------------------------------------------------------------------------------------

-- Groups (organised crime groups) --------------------------------------------------------------------------

-- Places and times of events -------------------------------------------------------------------------------
