package penstock.routes.app;

import java.nio.file.Path;

/**
 * Where the gateway keeps and finds files.
 *
 * @param feeds watched for suppliers' files
 */
record GatewayFolders(Path feeds) {}
