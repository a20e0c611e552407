"""What every page stands on: bases, navigation, panels, components, money."""
